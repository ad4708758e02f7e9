import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { QualityService, type VillageQuality } from '../app/quality.service.js';
import { reference } from './shared.schema.js';

const qualityQuerySchema = z.strictObject({
  villageId: reference('village').optional(),
  limit: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(100)
    .describe('How many cameras each finding lists, 0…1000.'),
});

@ApiTags('register-quality')
@ApiBearerAuth()
@Controller('register-quality')
export class QualityController {
  constructor(@Inject(QualityService) private readonly quality: QualityService) {}

  /** Per village: how complete its entries are, what in them cannot be right, and what the law asks. */
  @Get()
  @EveryRole()
  async report(@Query({ schema: qualityQuerySchema }) query: z.output<typeof qualityQuerySchema>) {
    const villages = await this.quality.report(query.villageId ?? null);
    return { villages: villages.map((village) => answer(village, query.limit)) };
  }
}

function answer({ village, cameras, complete, findings }: VillageQuality, limit: number) {
  return {
    village,
    cameras,
    complete,
    completeRatio: cameras === 0 ? null : complete / cameras,
    findings: findings.map(({ cameras: concerned, ...finding }) => ({
      ...finding,
      count: concerned.length,
      cameras: concerned.slice(0, limit).map(({ id, name, detail }) => ({ id, name, detail })),
    })),
  };
}
