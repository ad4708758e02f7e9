import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { toIso } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/public.decorator.js';
import { LoginsService } from '../app/logins.service.js';
import { type Login, SessionsService } from '../app/sessions.service.js';
import { UsersService } from '../app/users.service.js';
import { clearSession, isSecure, sessionSecret, setSession } from '../cookie.js';
import { CurrentActor } from '../current-actor.js';
import { Audited, EveryRole, OpenBeforePasswordChange } from '../roles.decorator.js';
import { isFromElsewhere } from '../same-origin.js';
import { loginSchema, passwordChangeSchema } from './access.schema.js';

@ApiTags('access')
@EveryRole()
@OpenBeforePasswordChange()
@Controller('sessions')
export class SessionsController {
  constructor(
    @Inject(LoginsService) private readonly logins: LoginsService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Signs in; the answer sets the cookie of the session. */
  @Post()
  @Public()
  @Audited()
  async logIn(
    @Body({ schema: loginSchema }) { username, password }: z.output<typeof loginSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (isFromElsewhere(request.headers)) throw foreignLogin();
    return this.begun(await this.logins.logIn(username, password), request, reply);
  }

  /** Who is signed in. */
  @Get('current')
  @ApiBearerAuth()
  async current() {
    const { kind, id, name, role, villageIds } = this.actors.get();
    const mustChangePassword = kind === 'user' && (await this.users.get(id!)).hasFirstPassword;
    return { kind, id, name, role, villageIds, mustChangePassword };
  }

  /** Signs out. */
  @Delete('current')
  @HttpCode(204)
  @ApiBearerAuth()
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.userId();
    await this.sessions.end(sessionSecret(request)!);
    clearSession(reply, isSecure(request, this.config));
  }

  /** Changes one's own password, ends every other session and begins a new one here. */
  @Post('current/password')
  @HttpCode(200)
  @ApiBearerAuth()
  async changePassword(
    @Body({ schema: passwordChangeSchema }) change: z.output<typeof passwordChangeSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { currentPassword, newPassword } = change;
    const login = await this.logins.changePassword(this.userId(), currentPassword, newPassword);
    return this.begun(login, request, reply);
  }

  private begun(login: Login, request: FastifyRequest, reply: FastifyReply) {
    setSession(reply, login, isSecure(request, this.config));
    const { id, name, role, villageIds, hasFirstPassword } = login.user;
    return {
      kind: 'user',
      id,
      name,
      role,
      villageIds,
      mustChangePassword: hasFirstPassword,
      expiresAt: toIso(login.expiresAt),
    };
  }

  private userId(): string {
    const { kind, id } = this.actors.get();
    if (kind === 'user' && id !== null) return id;
    throw new DomainError(
      'conflict',
      'no-session',
      'A token has no session and no password; sign in as a user.',
    );
  }
}

function foreignLogin(): DomainError {
  return new DomainError('forbidden', 'foreign-origin', 'Sign in from a page of this service.');
}
