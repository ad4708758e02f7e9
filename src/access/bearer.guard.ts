import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.js';
import { PUBLIC_ROUTE } from '../platform/public.decorator.js';
import { AdminToken } from './admin-token.js';
import { CurrentActor } from './current-actor.js';
import { METRICS_ROUTE } from './open-to-metrics-networks.decorator.js';

/** Every route needs a bearer token, except the public ones, and the metrics from the networks that may read them. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly metricsNetworks: BlockList;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AdminToken) private readonly token: AdminToken,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) config: Config,
  ) {
    this.metricsNetworks = networksOf(config.metrics.openTo);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.isMarked(context, PUBLIC_ROUTE)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.isMarked(context, METRICS_ROUTE) && isIn(this.metricsNetworks, request.ip)) return true;
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || !isSame(token, this.token.value)) {
      throw new UnauthorizedException('Send a valid token: Authorization: Bearer <token>.');
    }
    this.actors.become({
      kind: 'token',
      id: null,
      name: 'admin-token',
      role: 'admin',
      villageIds: null,
      address: request.ip,
    });
    return true;
  }

  private isMarked(context: ExecutionContext, mark: string): boolean {
    return (
      this.reflector.getAllAndOverride<boolean>(mark, [context.getHandler(), context.getClass()]) === true
    );
  }
}

function networksOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address, prefix] = cidr.split('/');
    list.addSubnet(address!, Number(prefix), isIPv6(address!) ? 'ipv6' : 'ipv4');
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** Compares digests, so that the time taken says nothing about either text. */
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
