import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type GroupBook, GroupsService } from '../app/groups.service.js';
import {
  programmePatchSchema,
  programmeSchema,
  villagePatchSchema,
  villageSchema,
  zonePatchSchema,
  zoneSchema,
} from './groups.schema.js';
import { dated, idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

type Kind = 'villages' | 'programmes' | 'zones';
type Values = Record<string, unknown>;

/** The five routes that all groups share; the kinds differ by their schemas alone. */
function groupController(kind: Kind, schema: z.ZodType, patchSchema: z.ZodType): Type<unknown> {
  @ApiTags(kind)
  @ApiBearerAuth()
  @Controller(kind)
  class GroupController {
    constructor(@Inject(GroupsService) private readonly groups: GroupsService) {}

    @Get()
    async list(@Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>) {
      const page = await this.book.list(pageRequest(query));
      return { items: page.items.map((group) => dated(group)), nextCursor: page.nextCursor };
    }

    @Post()
    async enter(@Body({ schema }) values: Values) {
      return dated(await this.book.enter(values));
    }

    @Get(':id')
    async get(@Param('id', { schema: idSchema }) id: string) {
      return dated(await this.book.get(id));
    }

    @Patch(':id')
    async change(
      @Param('id', { schema: idSchema }) id: string,
      @Body({ schema: patchSchema }) values: Values,
    ) {
      return dated(await this.book.change(id, values));
    }

    @Delete(':id')
    @HttpCode(204)
    async remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
      await this.book.remove(id);
    }

    private get book(): GroupBook<{
      readonly id: string;
      readonly createdAt: number;
      readonly updatedAt: number;
      readonly revision: number;
    }> {
      return this.groups[kind] as never;
    }
  }
  // OpenAPI takes operation ids from the class's name, and they must differ.
  Object.defineProperty(GroupController, 'name', { value: `${kind}Controller` });
  return GroupController;
}

export const GROUP_CONTROLLERS = [
  groupController('villages', villageSchema, villagePatchSchema),
  groupController('programmes', programmeSchema, programmePatchSchema),
  groupController('zones', zoneSchema, zonePatchSchema),
];
