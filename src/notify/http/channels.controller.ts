import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles, WholeTown } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { idSchema } from '../../platform/entry-request.schema.js';
import { ChannelsService } from '../app/channels.service.js';
import { TestMessageService } from '../app/test-message.service.js';
import type { Channel } from '../domain/channel.js';
import { channelListQuerySchema, channelPatchSchema, channelSchema } from './channel.schema.js';
import { pageOf, pageRequest } from './page.js';

@ApiTags('channels')
@ApiBearerAuth()
@Controller('channels')
export class ChannelsController {
  constructor(
    @Inject(ChannelsService) private readonly channels: ChannelsService,
    @Inject(TestMessageService) private readonly tests: TestMessageService,
  ) {}

  /** The ways in which people are told. */
  @Get()
  @Roles('admin', 'technician', 'auditor')
  async list(@Query({ schema: channelListQuerySchema }) query: z.output<typeof channelListQuerySchema>) {
    return pageOf(await this.channels.list(pageRequest(query)), query.limit, answer);
  }

  @Post()
  @Roles('admin')
  @WholeTown()
  async enter(@Body({ schema: channelSchema }) entry: z.output<typeof channelSchema>) {
    return answer(await this.channels.enter(entry));
  }

  @Get(':id')
  @Roles('admin', 'technician', 'auditor')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return answer(await this.channels.get(id));
  }

  @Patch(':id')
  @Roles('admin')
  @WholeTown()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: channelPatchSchema }) patch: z.output<typeof channelPatchSchema>,
  ) {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    return answer(await this.channels.change(id, Object.fromEntries(given)));
  }

  /** What waits for it is told to nobody then. */
  @Delete(':id')
  @Roles('admin')
  @WholeTown()
  @HttpCode(204)
  async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.channels.remove(id);
  }

  /** Sends a test message at once, and tells how that went. */
  @Post(':id/test')
  @Roles('admin', 'technician')
  @HttpCode(200)
  async test(@Param('id', { schema: idSchema }) id: string) {
    const outcome = await this.tests.send(await this.channels.get(id));
    return {
      outcome: outcome.kind,
      error: 'error' in outcome ? outcome.error : outcome.remark,
      advice: 'advice' in outcome ? outcome.advice : null,
    };
  }
}

/** Never what is sealed, and not its seal either. */
function answer({ sealed: _sealed, createdAt, updatedAt, ...channel }: Channel) {
  return { ...channel, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
