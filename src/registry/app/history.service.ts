import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type EntryChange, type EntryFields, type EntryKind, isSameValue } from '../domain/entry-change.js';
import { type HistoryOf, HistoryStore } from '../store/history.store.js';
import type { Page, PageRequest } from '../store/shelf.js';
import { type EntryDesk, EntryDesks } from './entry-desks.js';
import { conflict, refused } from './refusals.js';

/** Who changed what, and the way back. */
@Injectable()
export class HistoryService {
  constructor(
    @Inject(HistoryStore) private readonly history: HistoryStore,
    @Inject(EntryDesks) private readonly desks: EntryDesks,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** Newest first; also of an entry that is gone. One that never was, or not for this actor, is not found. */
  async page(kind: EntryKind, id: string, request: PageRequest): Promise<Page<EntryChange>> {
    const of = this.historyOf(kind, id);
    const page = await this.history.page(of, request);
    const isKnown = page.items.length > 0 || (await this.history.first(of)) !== null;
    // What was entered before there was a history has none, and is there all the same.
    if (!isKnown) await this.desks.of(kind).get(id);
    return page;
  }

  /** Takes one change back, by a change of its own. What has changed since is not overwritten. */
  async revert(kind: EntryKind, id: string, changeId: string): Promise<void> {
    const of = this.historyOf(kind, id);
    const change = await this.history.find(of, changeId);
    if (change === null) throw noSuchChange(kind, changeId);
    const desk = this.desks.of(kind);
    if (change.action === 'removed') return this.bringBack(of, desk, change);
    if (change.action === 'changed') return revertField(desk, change);
    return takeOut(desk, change);
  }

  private async bringBack(of: HistoryOf, desk: EntryDesk, change: EntryChange): Promise<void> {
    const latest = await this.history.latest({ ...of, villageIds: null });
    if (latest !== null && latest.id !== change.id) {
      const message = `The ${change.entryKind} came back after this removal; there is nothing to bring back.`;
      throw new DomainError('conflict', 'changed-since', message);
    }
    const first = await this.history.first(of);
    const revision = change.revision + 1;
    const createdAt = first?.at ?? change.at;
    await desk.restore(
      { id: change.entryId, createdAt, updatedAt: createdAt, revision },
      change.old as EntryFields,
    );
  }

  private historyOf(entryKind: EntryKind, entryId: string): HistoryOf {
    return { entryKind, entryId, villageIds: this.actors.get().villageIds };
  }
}

async function revertField(desk: EntryDesk, change: EntryChange): Promise<void> {
  const { entryId, field, old } = change;
  if (field === null || field === 'password') {
    throw refused('password-not-kept', 'password', 'the history keeps no passwords; enter the one to use');
  }
  const { revision, fields } = await desk.get(entryId);
  const standing = fields[field] ?? null;
  if (!isSameValue(standing, change.new)) {
    const now = `it has been changed since and is ${JSON.stringify(standing)} now; take that change back first`;
    throw conflict('changed-since', field, now);
  }
  await desk.change(entryId, { [field]: old }, [revision]);
}

/** The way back from an entry that came is its removal, while nothing was changed in it. */
async function takeOut(desk: EntryDesk, { entryId, entryKind, revision }: EntryChange): Promise<void> {
  const standing = await desk.get(entryId);
  if (standing.revision !== revision) {
    const message = `The ${entryKind} has been changed since it came; take those changes back first, or remove it.`;
    throw new DomainError('conflict', 'changed-since', message);
  }
  await desk.remove(entryId, [revision]);
}

function noSuchChange(kind: EntryKind, changeId: string): DomainError {
  const message = `The history of this ${kind} has no change with the id ${changeId}.`;
  return new DomainError('not-found', 'no-such-change', message);
}
