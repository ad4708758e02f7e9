import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToMetricsNetworks, Roles, WholeTown } from '../access/index.js';
import { Scrape } from './scrape.js';

@ApiTags('metrics')
@Controller()
export class MetricsController {
  constructor(@Inject(Scrape) private readonly scrape: Scrape) {}

  /** Everything that Prometheus scrapes, as text. */
  @Roles('admin', 'technician', 'planner', 'auditor')
  @WholeTown()
  @OpenToMetricsNetworks()
  @Get('metrics')
  @ApiProduces('text/plain')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { contentType, text } = await this.scrape.take();
    await reply.header('Content-Type', contentType).send(text);
  }
}
