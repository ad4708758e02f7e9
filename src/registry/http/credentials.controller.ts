import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { CredentialsService } from '../app/credentials.service.js';
import type { Credential } from '../domain/groups.js';
import { credentialPatchSchema, credentialSchema } from './groups.schema.js';
import { ConditionalGet, ConditionalWrite, expectedRevisions, isKnown, told } from './conditional.js';
import { dated, idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

@ApiTags('credentials')
@ApiBearerAuth()
@Controller('credentials')
export class CredentialsController {
  constructor(@Inject(CredentialsService) private readonly credentials: CredentialsService) {}

  @Get()
  @Roles('admin', 'technician', 'auditor')
  async list(@Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>) {
    const page = await this.credentials.list(pageRequest(query));
    return { items: page.items.map((credential) => answer(credential)), nextCursor: page.nextCursor };
  }

  @Post()
  @Roles('admin')
  async enter(
    @Body({ schema: credentialSchema }) entry: z.output<typeof credentialSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.credentials.enter(entry), answer);
  }

  @Get(':id')
  @Roles('admin', 'technician', 'auditor')
  @ConditionalGet()
  async get(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const entry = await this.credentials.get(id);
    return isKnown(reply, entry, known) ? undefined : answer(entry);
  }

  @Patch(':id')
  @Roles('admin')
  @ConditionalWrite()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: credentialPatchSchema }) patch: z.output<typeof credentialPatchSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    return told(
      reply,
      await this.credentials.change(id, Object.fromEntries(given), expectedRevisions(ifMatch)),
      answer,
    );
  }

  @Delete(':id')
  @Roles('admin')
  @ConditionalWrite()
  @HttpCode(204)
  async remove(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.credentials.remove(id, expectedRevisions(ifMatch));
  }
}

/** Never the password, and not its seal either. */
function answer({ sealed: _sealed, ...credential }: Credential) {
  return dated(credential);
}
