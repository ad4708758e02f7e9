import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { toIso } from '../../kernel/instant.js';
import { type User, UsersService } from '../app/users.service.js';
import { CurrentActor } from '../current-actor.js';
import { Roles } from '../roles.decorator.js';
import { idSchema, pageQuerySchema, userPatchSchema, userSchema } from './access.schema.js';

@ApiTags('access')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  @Get()
  @Roles('admin', 'auditor')
  async list(@Query({ schema: pageQuerySchema }) { limit, cursor }: z.output<typeof pageQuerySchema>) {
    const page = await this.users.list({ limit, cursor: cursor ?? null });
    return { items: page.items.map((user) => userAnswer(user)), nextCursor: page.nextCursor };
  }

  @Post()
  @Roles('admin')
  async enter(@Body({ schema: userSchema }) entry: z.output<typeof userSchema>) {
    const user = await this.users.enter(entry);
    this.actors.about(user.id);
    return userAnswer(user);
  }

  @Get(':id')
  @Roles('admin', 'auditor')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return userAnswer(await this.users.get(id));
  }

  /** A new password given here is a first password again, and ends the sessions of the user. */
  @Patch(':id')
  @Roles('admin')
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: userPatchSchema }) patch: z.output<typeof userPatchSchema>,
  ) {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    return userAnswer(await this.users.change(id, Object.fromEntries(given)));
  }

  @Delete(':id')
  @Roles('admin')
  @HttpCode(204)
  async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.users.remove(id);
  }
}

/** Never the hash of the password. */
export function userAnswer({ passwordHash: _hash, createdAt, updatedAt, ...user }: User) {
  return { ...user, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
