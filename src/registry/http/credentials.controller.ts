import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CredentialsService } from '../app/credentials.service.js';
import type { Credential } from '../domain/groups.js';
import { credentialPatchSchema, credentialSchema } from './groups.schema.js';
import { dated, idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

@ApiTags('credentials')
@ApiBearerAuth()
@Controller('credentials')
export class CredentialsController {
  constructor(@Inject(CredentialsService) private readonly credentials: CredentialsService) {}

  @Get()
  async list(@Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>) {
    const page = await this.credentials.list(pageRequest(query));
    return { items: page.items.map((credential) => answer(credential)), nextCursor: page.nextCursor };
  }

  @Post()
  async enter(@Body({ schema: credentialSchema }) entry: z.output<typeof credentialSchema>) {
    return answer(await this.credentials.enter(entry));
  }

  @Get(':id')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return answer(await this.credentials.get(id));
  }

  @Patch(':id')
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: credentialPatchSchema }) patch: z.output<typeof credentialPatchSchema>,
  ) {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    return answer(await this.credentials.change(id, Object.fromEntries(given)));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.credentials.remove(id);
  }
}

/** Never the password, and not its seal either. */
function answer({ sealed: _sealed, ...credential }: Credential) {
  return dated(credential);
}
