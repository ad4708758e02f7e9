import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { SavedFiltersService } from '../app/saved-filters.service.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { filterSchema } from './bulk-edit.schema.js';
import { idSchema, name } from './shared.schema.js';

const savedFilterSchema = z.strictObject({ name: name(50, 'Name of the filter'), filter: filterSchema });

@ApiTags('camera-filters')
@ApiBearerAuth()
@EveryRole()
@Controller('camera-filters')
export class SavedFiltersController {
  constructor(@Inject(SavedFiltersService) private readonly filters: SavedFiltersService) {}

  /** The caller's own filters, by name; at most 100. */
  @Get()
  async list() {
    return { items: (await this.filters.list()).map((saved) => answer(saved)), nextCursor: null };
  }

  @Post()
  async save(@Body({ schema: savedFilterSchema }) saved: z.output<typeof savedFilterSchema>) {
    return answer(await this.filters.save(saved.name, saved.filter));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.filters.remove(id);
  }
}

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly filter: CameraFilter;
  readonly createdAt: number;
}

/** As it was sent: what filters nothing is left out, so that it goes into a list or a bulk edit as it is. */
function answer({ id, name: called, filter: { words, ...columns }, createdAt }: Saved) {
  const given = Object.entries({ ...columns, q: words }).filter(([, value]) => value !== null);
  return { id, name: called, filter: Object.fromEntries(given), createdAt: toIso(createdAt) };
}
