import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { isoOrNull, toIso } from '../../kernel/instant.js';
import { type Token, TokensService } from '../app/tokens.service.js';
import { EveryRole } from '../roles.decorator.js';
import { idSchema, pageQuerySchema, tokenSchema } from './access.schema.js';

@ApiTags('access')
@ApiBearerAuth()
@EveryRole()
@Controller('tokens')
export class TokensController {
  constructor(@Inject(TokensService) private readonly tokens: TokensService) {}

  /** One's own tokens; those of everybody for admins and auditors. */
  @Get()
  async list(@Query({ schema: pageQuerySchema }) { limit, cursor }: z.output<typeof pageQuerySchema>) {
    const page = await this.tokens.list({ limit, cursor: cursor ?? null });
    return { items: page.items.map((token) => answer(token)), nextCursor: page.nextCursor };
  }

  /** `token` in the answer is the only time that it is seen. */
  @Post()
  async make(@Body({ schema: tokenSchema }) entry: z.output<typeof tokenSchema>) {
    const { token, secret } = await this.tokens.make(entry);
    return { ...answer(token), token: secret };
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.tokens.revoke(id);
  }
}

/** Never the hash. `lastUsedAt` is true to the minute. */
function answer({ hash: _hash, usedAt, expiresAt, createdAt, updatedAt: _updatedAt, ...token }: Token) {
  return {
    ...token,
    createdAt: toIso(createdAt),
    expiresAt: isoOrNull(expiresAt),
    lastUsedAt: isoOrNull(usedAt),
  };
}
