import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Config } from '../../../platform/config/config.js';
import { Public } from '../../../platform/public.decorator.js';
import { CheckDesk } from '../../app/publications/check-desk.js';
import { readPublicationNumber } from '../../domain/publications/publication-number.js';
import { CHECK_POLICY, checkedHeader, checkPage } from './check-page.js';
import { type Addresses, publicationFile } from './publication-answer.js';
import { checkedQuerySchema, checkQuerySchema } from './publication.schema.js';

const typedNumber = z.string().max(200).describe('公示编号, as people type it.');

/** Anybody may see what was posted: it hung on a wall. Nobody is asked who they are, and nothing is set in a browser. */
@ApiTags('public')
@Controller('public/publications')
@Public()
export class CheckController {
  constructor(
    @Inject(CheckDesk) private readonly desk: CheckDesk,
    @Inject(Config) private readonly config: Addresses,
  ) {}

  @ApiOperation({ description: 'A page that asks for a number. 404 where `funding.publicCheck` is off.' })
  @ApiProduces('text/html')
  @Get()
  form(
    @Query({ schema: checkQuerySchema }) { number: typed = '' }: z.output<typeof checkQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    this.desk.expectOpen();
    const number = readPublicationNumber(typed);
    if (number === null)
      return page(reply, { action: 'publications', unknown: typed.trim() === '' ? null : typed });
    void reply.status(303).header('location', `publications/${number}`);
    return '';
  }

  @ApiOperation({
    description: 'What was posted, as a page or a file. A page with 404 for an unknown number.',
  })
  @ApiProduces('text/html')
  @Get(':number')
  async one(
    @Param('number', { schema: typedNumber }) typed: string,
    @Query({ schema: checkedQuerySchema }) { format }: z.output<typeof checkedQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    this.desk.expectOpen();
    const opened = await this.desk.open(typed);
    if (opened === null) return page(reply, { action: '../publications', unknown: typed });
    void reply.headers({ ...OPEN, 'cache-control': 'public, max-age=60' });
    const above = checkedHeader(opened.publication);
    return publicationFile(reply, format, { opened, config: this.config, above });
  }
}

const OPEN = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

function page(reply: FastifyReply, asking: Parameters<typeof checkPage>[0]): string {
  const isUnknown = asking.unknown !== null;
  void reply.status(isUnknown ? 404 : 200).headers({
    ...OPEN,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': CHECK_POLICY,
    'cache-control': isUnknown ? 'no-store' : 'public, max-age=60',
  });
  return checkPage(asking);
}
