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
import { EveryRole, Roles } from '../../access/index.js';
import type { CameraPatch } from '../app/camera-entry.js';
import { CamerasService } from '../app/cameras.service.js';
import type { Camera } from '../domain/camera.js';
import { RegistryStates } from '../registry.states.js';
import {
  cameraCountQuerySchema,
  cameraListQuerySchema,
  cameraPatchSchema,
  cameraSchema,
  filterOf,
} from './camera.schema.js';
import { ConditionalGet, ConditionalWrite, expectedRevisions, isKnown, told } from './conditional.js';
import { dated, idSchema, pageRequest } from './shared.schema.js';

@ApiTags('cameras')
@ApiBearerAuth()
@Controller('cameras')
export class CamerasController {
  constructor(
    @Inject(CamerasService) private readonly cameras: CamerasService,
    @Inject(RegistryStates) private readonly states: RegistryStates,
  ) {}

  /** Each with the state that it is in now; null for a camera that is not in service. */
  @Get()
  @EveryRole()
  async list(@Query({ schema: cameraListQuerySchema }) query: z.output<typeof cameraListQuerySchema>) {
    const asked = { ...pageRequest(query), offset: query.offset };
    const { items, nextCursor } = await this.cameras.list(asked, filterOf(query));
    const now = this.states.now();
    return {
      items: items.map((camera) => ({ ...answer(camera), state: now.of(camera.id) })),
      nextCursor,
    };
  }

  /** How many cameras the same filter finds. */
  @Get('count')
  @EveryRole()
  async count(@Query({ schema: cameraCountQuerySchema }) query: z.output<typeof cameraCountQuerySchema>) {
    return { count: await this.cameras.count(filterOf(query)) };
  }

  @Post()
  @Roles('admin', 'technician', 'village')
  async enter(
    @Body({ schema: cameraSchema }) entry: z.output<typeof cameraSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.cameras.enter({ ...entry, rawPosition: null }), answer);
  }

  @Get(':id')
  @EveryRole()
  @ConditionalGet()
  async get(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const entry = await this.cameras.get(id);
    return isKnown(reply, entry, known) ? undefined : answer(entry);
  }

  @Patch(':id')
  @Roles('admin', 'technician', 'village')
  @ConditionalWrite()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: cameraPatchSchema }) patch: CameraPatch,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.cameras.change(id, patch, expectedRevisions(ifMatch)), answer);
  }

  @Delete(':id')
  @Roles('admin', 'technician', 'village')
  @ConditionalWrite()
  @HttpCode(204)
  async remove(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.cameras.remove(id, expectedRevisions(ifMatch));
  }
}

function answer(camera: Camera) {
  const { observed } = camera;
  const observedAt = observed === null ? null : new Date(observed.observedAt).toISOString();
  return { ...dated(camera), observed: observed === null ? null : { ...observed, observedAt } };
}
