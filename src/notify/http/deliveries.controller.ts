import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { isoOrNull, toIso } from '../../kernel/instant.js';
import { idSchema } from '../../platform/entry-request.schema.js';
import { DeliveriesService } from '../app/deliveries.service.js';
import type { Delivery } from '../domain/delivery.js';
import { deliveryListQuerySchema } from './channel.schema.js';
import { pageOf, pageRequest } from './page.js';

@ApiTags('channels')
@ApiBearerAuth()
@Controller('deliveries')
export class DeliveriesController {
  constructor(@Inject(DeliveriesService) private readonly deliveries: DeliveriesService) {}

  /** What was told, is being told and could not be told, newest first; `state=dead` lists the dead letters. */
  @Get()
  @Roles('admin', 'technician', 'auditor')
  async list(@Query({ schema: deliveryListQuerySchema }) query: z.output<typeof deliveryListQuerySchema>) {
    const { channelId = null, state = null } = query;
    const found = await this.deliveries.list({ channelId, state }, pageRequest(query));
    return pageOf(found, query.limit, answer);
  }

  /** Tries again what was given up or waits, at once. */
  @Post(':id/retry')
  @Roles('admin', 'technician')
  @HttpCode(200)
  async retry(@Param('id', { schema: idSchema }) id: string) {
    return answer(await this.deliveries.retry(id));
  }
}

function answer(delivery: Delivery) {
  const { id, channelId, villageId, message, state, attempts, lastError, advice } = delivery;
  return {
    id,
    channelId,
    villageId,
    title: message.title,
    state,
    attempts,
    lastError,
    advice,
    createdAt: toIso(delivery.createdAt),
    attemptedAt: isoOrNull(delivery.attemptedAt),
    nextAt: isoOrNull(delivery.nextAt),
    sentAt: isoOrNull(delivery.sentAt),
  };
}
