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
  type Type,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole, Roles, WholeTown } from '../../access/index.js';
import { type GroupBook, GroupsService } from '../app/groups.service.js';
import type { Programme, Village, Zone } from '../domain/groups.js';
import {
  programmePatchSchema,
  programmeSchema,
  villagePatchSchema,
  villageSchema,
  zonePatchSchema,
  zoneSchema,
} from './groups.schema.js';
import { ConditionalGet, ConditionalWrite, expectedRevisions, isKnown, told } from './conditional.js';
import { dated, idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

type Kind = keyof Kinds;
interface Group {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
}
type Values = Record<string, unknown>;

interface Kinds {
  readonly villages: Village;
  readonly programmes: Programme;
  readonly zones: Zone;
}
/** What the routes answer, for the document of the API. */
export type Answers = {
  [K in Kind as `${K}Controller_list`]: {
    readonly items: readonly ReturnType<typeof dated<Kinds[K]>>[];
    readonly nextCursor: string | null;
  };
} & {
  [K in Kind as `${K}Controller_${'enter' | 'get' | 'change'}`]: ReturnType<typeof dated<Kinds[K]>>;
};

/** The five routes that all groups share; the kinds differ by their schemas alone. */
function groupController(kind: Kind, schema: z.ZodType, patchSchema: z.ZodType): Type<unknown> {
  @ApiTags(kind)
  @ApiBearerAuth()
  @Controller(kind)
  class GroupController {
    constructor(@Inject(GroupsService) private readonly groups: GroupsService) {}

    @Get()
    @EveryRole()
    async list(@Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>) {
      const page = await this.book.list(pageRequest(query));
      return { items: page.items.map((group) => dated(group)), nextCursor: page.nextCursor };
    }

    @Post()
    @Roles('admin', 'technician')
    @WholeTown()
    async enter(@Body({ schema }) values: Values, @Res({ passthrough: true }) reply: FastifyReply) {
      return told(reply, await this.book.enter(values), dated);
    }

    @Get(':id')
    @EveryRole()
    @ConditionalGet()
    async get(
      @Param('id', { schema: idSchema }) id: string,
      @Headers('if-none-match') known: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      const entry = await this.book.get(id);
      return isKnown(reply, entry, known) ? undefined : dated(entry);
    }

    @Patch(':id')
    @Roles('admin', 'technician')
    @WholeTown()
    @ConditionalWrite()
    async change(
      @Param('id', { schema: idSchema }) id: string,
      @Body({ schema: patchSchema }) values: Values,
      @Headers('if-match') ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return told(reply, await this.book.change(id, values, expectedRevisions(ifMatch)), dated);
    }

    @Delete(':id')
    @Roles('admin', 'technician')
    @WholeTown()
    @ConditionalWrite()
    @HttpCode(204)
    async remove(
      @Param('id', { schema: idSchema }) id: string,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<void> {
      await this.book.remove(id, expectedRevisions(ifMatch));
    }

    private get book(): GroupBook<Group> {
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
