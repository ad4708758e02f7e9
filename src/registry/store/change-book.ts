import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, CurrentActor } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { EntryChange } from '../domain/entry-change.js';
import { entryChanges } from './entry-change.row.js';

/** What a write did, before it is known who did it and when. */
export type ChangeDraft = Pick<
  EntryChange,
  'entryKind' | 'entryId' | 'villageId' | 'revision' | 'action' | 'field' | 'old' | 'new'
>;

/** SQLite takes 32,766 values in a statement, and a short statement lets other requests in between. */
const ROWS_PER_STATEMENT = 200;

/** Writes the history. Only a {@link Pen} calls it, in the transaction of the write that it tells of. */
@Injectable()
export class ChangeBook {
  constructor(
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  get writer(): Actor {
    return this.actors.get();
  }

  async append(
    manager: EntityManager,
    drafts: readonly ChangeDraft[],
    importId: string | null,
  ): Promise<void> {
    const { kind, id, name, address } = this.writer;
    const actor = { actorKind: kind, actorId: id, actorName: name, actorAddress: address };
    const at = this.clock.now();
    const rows = drafts.map((draft) => ({ ...draft, ...actor, id: this.ids.next(), at, importId }));
    const table = manager.getRepository(entryChanges);
    for (let index = 0; index < rows.length; index += ROWS_PER_STATEMENT) {
      await table.insert(rows.slice(index, index + ROWS_PER_STATEMENT) as never);
    }
  }
}
