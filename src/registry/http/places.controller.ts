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
import { type PlaceEntry, PlacesService } from '../app/places.service.js';
import { ConditionalGet, ConditionalWrite, expectedRevisions, isKnown, told } from './conditional.js';
import { placeListQuerySchema, placePatchSchema, placeSchema } from './place.schema.js';
import { dated, idSchema, pageRequest } from './shared.schema.js';

/** 重点部位: what must be seen, and in which detail. */
@ApiTags('places')
@ApiBearerAuth()
@Controller('places')
export class PlacesController {
  constructor(@Inject(PlacesService) private readonly places: PlacesService) {}

  @Get()
  @EveryRole()
  async list(@Query({ schema: placeListQuerySchema }) query: z.output<typeof placeListQuerySchema>) {
    const { villageId = null, kind = null } = query;
    const page = await this.places.list(pageRequest(query), { villageId, kind });
    return { items: page.items.map((place) => dated(place)), nextCursor: page.nextCursor };
  }

  @Post()
  @Roles('admin', 'technician', 'planner', 'village')
  async enter(
    @Body({ schema: placeSchema }) entry: z.output<typeof placeSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.places.enter(entry), dated);
  }

  @Get(':id')
  @EveryRole()
  @ConditionalGet()
  async get(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const entry = await this.places.get(id);
    return isKnown(reply, entry, known) ? undefined : dated(entry);
  }

  @Patch(':id')
  @Roles('admin', 'technician', 'planner', 'village')
  @ConditionalWrite()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: placePatchSchema }) patch: Partial<PlaceEntry>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.places.change(id, patch, expectedRevisions(ifMatch)), dated);
  }

  @Delete(':id')
  @Roles('admin', 'technician', 'planner', 'village')
  @ConditionalWrite()
  @HttpCode(204)
  async remove(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.places.remove(id, expectedRevisions(ifMatch));
  }
}
