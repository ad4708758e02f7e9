import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/public.decorator.js';
import { OidcLogins } from '../app/oidc-logins.js';
import { departureIn, forgetDeparture, isSecure, keepDeparture, setSession } from '../cookie.js';
import { Audited, EveryRole } from '../roles.decorator.js';

const departureSchema = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** A page of ours that goes on: a redirect would still count as the provider's, and the new cookie stay behind. */
const GO_ON =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>守望</title>';

@ApiTags('access')
@EveryRole()
@Public()
@Controller('sessions/oidc')
export class OidcController {
  constructor(
    @Inject(OidcLogins) private readonly logins: OidcLogins,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Sends the browser to the OpenID Connect provider. */
  @Get()
  async depart(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { url, departure } = await this.logins.depart();
    keepDeparture(reply, JSON.stringify(departure), isSecure(request, this.config));
    await reply.redirect(url, 302);
  }

  /** Where the provider sends it back to; the answer sets the cookie of the session. */
  @Get('callback')
  @Audited()
  @ApiProduces('text/html')
  async arrive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const departure = departureSchema.safeParse(departureIn(request));
    if (!departure.success) throw expired();
    const query = request.url.split('?')[1] ?? '';
    const login = await this.logins.arrive(query, departure.data);
    const secure = isSecure(request, this.config);
    forgetDeparture(reply, secure);
    setSession(reply, login, secure);
    await reply.header('cache-control', 'no-store').type('text/html').send(GO_ON);
  }
}

function expired(): DomainError {
  const message = 'This login was begun elsewhere, or too long ago; begin again at /api/v1/sessions/oidc.';
  return new DomainError('unauthorized', 'oidc-expired', message);
}
