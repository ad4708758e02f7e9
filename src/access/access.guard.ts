import type { BlockList } from 'node:net';
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
import type { Role } from './actor.js';
import { CurrentActor } from './current-actor.js';
import { Identities, SAFE_METHODS } from './identities.js';
import { isIn, networksOf } from './networks.js';
import { METRICS_ROUTE } from './open-to-metrics-networks.decorator.js';
import { refuseUnlessAllowed } from './permission.js';
import { AUDITED_ROUTE, FIRST_PASSWORD_ROUTE, ROLES_OF_ROUTE, WHOLE_TOWN_ROUTE } from './roles.decorator.js';

const CLOSED: readonly Role[] = ['admin'];

/**
 * Every route needs a token or a session whose role it names, except the public ones, and the metrics from the networks
 * that may read them.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly metricsNetworks: BlockList;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) config: Config,
  ) {
    this.metricsNetworks = networksOf(config.metrics.openTo);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = (mark: string): boolean => this.read<boolean>(context, mark) === true;
    const isAudited = this.read<boolean>(context, AUDITED_ROUTE);
    if (isAudited === true) this.actors.markAudited();
    if (marked(PUBLIC_ROUTE)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (marked(METRICS_ROUTE) && isIn(this.metricsNetworks, request.ip)) return true;
    const identity = await this.identities.of(request);
    if (identity === null) throw new UnauthorizedException(ADVICE);
    this.actors.become(identity.actor);
    if (isAudited !== false && !SAFE_METHODS.has(request.method)) this.actors.markAudited();
    refuseUnlessAllowed(identity.actor, identity.hasFirstPassword, {
      roles: this.read<readonly Role[]>(context, ROLES_OF_ROUTE) ?? CLOSED,
      isWholeTown: marked(WHOLE_TOWN_ROUTE),
      isOpenBeforePasswordChange: marked(FIRST_PASSWORD_ROUTE),
    });
    return true;
  }

  private read<T>(context: ExecutionContext, mark: string): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(mark, [context.getHandler(), context.getClass()]);
  }
}

const ADVICE = 'Send a valid token: Authorization: Bearer <token>.';
