import { Controller, Get, HttpCode, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Role, ROLES, Roles, WholeTown } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { HistoryService } from '../app/history.service.js';
import type { EntryChange, EntryKind } from '../domain/entry-change.js';
import { idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

/** Who may read a kind of entry, and who may change it: as the controllers of the entries themselves say. */
interface Access {
  readonly readers: readonly Role[];
  readonly writers: readonly Role[];
  readonly isShared: boolean;
}

const CAMERAS: Access = { readers: ROLES, writers: ['admin', 'technician', 'village'], isShared: false };
const GROUPS: Access = { readers: ROLES, writers: ['admin', 'technician'], isShared: true };
const PLACES: Access = {
  readers: ROLES,
  writers: ['admin', 'technician', 'planner', 'village'],
  isShared: false,
};
const CREDENTIALS: Access = {
  readers: ['admin', 'technician', 'auditor'],
  writers: ['admin'],
  isShared: true,
};

/** What the routes answer, for the document of the API. */
export type Answers = {
  [
    N in
      | 'cameras'
      | 'villages'
      | 'programmes'
      | 'zones'
      | 'credentials'
      | 'places' as `${N}HistoryController_history`
  ]: {
    readonly items: readonly ReturnType<typeof changeAnswer>[];
    readonly nextCursor: string | null;
  };
};

/** `GET /cameras/{id}/history` and the way back, for each kind of entry. */
function historyController(kind: EntryKind, noun: string, access: Access): Type<unknown> {
  @ApiTags(noun)
  @ApiBearerAuth()
  @Controller(noun)
  class HistoryController {
    constructor(@Inject(HistoryService) private readonly changes: HistoryService) {}

    /** Who changed what, newest first; also of an entry that is gone. */
    @Get(':id/history')
    @Roles(...access.readers)
    async history(
      @Param('id', { schema: idSchema }) id: string,
      @Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>,
    ) {
      const page = await this.changes.page(kind, id, pageRequest(query));
      return { items: page.items.map((change) => changeAnswer(change)), nextCursor: page.nextCursor };
    }

    /** Takes one change back, unless the same has changed since; a removed entry comes back. */
    @Post(':id/history/:changeId/revert')
    @Roles(...access.writers)
    @WholeTown(access.isShared)
    @HttpCode(204)
    async revert(
      @Param('id', { schema: idSchema }) id: string,
      @Param('changeId', { schema: idSchema }) changeId: string,
    ): Promise<void> {
      await this.changes.revert(kind, id, changeId);
    }
  }
  // OpenAPI takes operation ids from the class's name, and they must differ.
  Object.defineProperty(HistoryController, 'name', { value: `${noun}HistoryController` });
  return HistoryController;
}

export function changeAnswer(change: EntryChange) {
  const { actorKind, actorId, actorName, actorAddress, entryId, entryKind, at, ...rest } = change;
  return {
    id: rest.id,
    entry: { kind: entryKind, id: entryId },
    at: toIso(at),
    by: { kind: actorKind, id: actorId, name: actorName, address: actorAddress },
    action: rest.action,
    field: rest.field,
    old: rest.old,
    new: rest.new,
    importId: rest.importId,
    revision: rest.revision,
  };
}

export const HISTORY_CONTROLLERS = [
  historyController('camera', 'cameras', CAMERAS),
  historyController('village', 'villages', GROUPS),
  historyController('programme', 'programmes', GROUPS),
  historyController('zone', 'zones', GROUPS),
  historyController('credential', 'credentials', CREDENTIALS),
  historyController('place', 'places', PLACES),
];
