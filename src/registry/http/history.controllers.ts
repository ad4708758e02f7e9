import { Controller, Get, HttpCode, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { toIso } from '../../kernel/instant.js';
import { HistoryService } from '../app/history.service.js';
import type { EntryChange, EntryKind } from '../domain/entry-change.js';
import { idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

/** `GET /cameras/{id}/history` and the way back, for each kind of entry. */
function historyController(kind: EntryKind, noun: string): Type<unknown> {
  @ApiTags(noun)
  @ApiBearerAuth()
  @Controller(noun)
  class HistoryController {
    constructor(@Inject(HistoryService) private readonly changes: HistoryService) {}

    /** Who changed what, newest first; also of an entry that is gone. */
    @Get(':id/history')
    async history(
      @Param('id', { schema: idSchema }) id: string,
      @Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>,
    ) {
      const page = await this.changes.page(kind, id, pageRequest(query));
      return { items: page.items.map((change) => answer(change)), nextCursor: page.nextCursor };
    }

    /** Takes one change back, unless the same has changed since; a removed entry comes back. */
    @Post(':id/history/:changeId/revert')
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

function answer(change: EntryChange) {
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
  historyController('camera', 'cameras'),
  historyController('village', 'villages'),
  historyController('programme', 'programmes'),
  historyController('zone', 'zones'),
  historyController('credential', 'credentials'),
];
