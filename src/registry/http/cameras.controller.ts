import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CamerasService } from '../app/cameras.service.js';
import type { Camera } from '../domain/camera.js';
import { type CameraPatch, cameraListQuerySchema, cameraPatchSchema, cameraSchema } from './camera.schema.js';
import { dated, idSchema, pageRequest } from './shared.schema.js';

@ApiTags('cameras')
@ApiBearerAuth()
@Controller('cameras')
export class CamerasController {
  constructor(@Inject(CamerasService) private readonly cameras: CamerasService) {}

  @Get()
  async list(@Query({ schema: cameraListQuerySchema }) query: z.output<typeof cameraListQuerySchema>) {
    const { villageId = null, programmeId = null, zoneId = null, lifecycle = null } = query;
    const page = await this.cameras.list(pageRequest(query), { villageId, programmeId, zoneId, lifecycle });
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
    const {
      id: _id,
      observed: _observed,
      createdAt: _created,
      updatedAt: _updated,
      ...entry
    } = await this.cameras.get(id);
    const changed = {
      ...entry,
      ...patch,
      network: { ...entry.network, ...patch.network },
      register: { ...entry.register, ...patch.register },
    };
    return answer(await this.cameras.change(id, changed));
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
