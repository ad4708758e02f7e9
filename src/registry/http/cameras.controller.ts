import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CameraPatch } from '../app/camera-entry.js';
import { CamerasService } from '../app/cameras.service.js';
import type { Camera } from '../domain/camera.js';
import { cameraListQuerySchema, cameraPatchSchema, cameraSchema } from './camera.schema.js';
import { dated, idSchema, pageRequest } from './shared.schema.js';

@ApiTags('cameras')
@ApiBearerAuth()
@Controller('cameras')
export class CamerasController {
  constructor(@Inject(CamerasService) private readonly cameras: CamerasService) {}

  @Get()
  async list(@Query({ schema: cameraListQuerySchema }) query: z.output<typeof cameraListQuerySchema>) {
    const { villageId = null, programmeId = null, zoneId = null, lifecycle = null, q: words = null } = query;
    const filter = { villageId, programmeId, zoneId, lifecycle, words };
    const page = await this.cameras.list(pageRequest(query), filter);
    return { items: page.items.map((camera) => answer(camera)), nextCursor: page.nextCursor };
  }

  @Post()
  async enter(@Body({ schema: cameraSchema }) entry: z.output<typeof cameraSchema>) {
    return answer(await this.cameras.enter(entry));
  }

  @Get(':id')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return answer(await this.cameras.get(id));
  }

  @Patch(':id')
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: cameraPatchSchema }) patch: CameraPatch,
  ) {
    return answer(await this.cameras.change(id, patch));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.cameras.remove(id);
  }
}

function answer(camera: Camera) {
  const { observed } = camera;
  const observedAt = observed === null ? null : new Date(observed.observedAt).toISOString();
  return { ...dated(camera), observed: observed === null ? null : { ...observed, observedAt } };
}
