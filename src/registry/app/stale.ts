import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { type ChangedMeanwhile, DomainError } from '../../kernel/domain-error.js';
import { toIso } from '../../kernel/instant.js';
import type { EntryChange, EntryKind } from '../domain/entry-change.js';
import { HistoryStore } from '../store/history.store.js';

/** The revisions that a change may go over; null takes any. */
export type Expected = readonly number[] | null;

/** Optimistic locking: a change made of what somebody else has changed since is refused, and told what that was. */
@Injectable()
export class StaleCheck {
  constructor(
    @Inject(HistoryStore) private readonly history: HistoryStore,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** The revision that the write must find; null where any will do. */
  async require(kind: EntryKind, entry: { id: string; revision: number }, expected: Expected) {
    if (expected === null) return null;
    if (expected.includes(entry.revision)) return entry.revision;
    throw await this.refusal(kind, entry.id, expected);
  }

  async refusal(kind: EntryKind, entryId: string, expected: Expected): Promise<DomainError> {
    const { villageIds } = this.actors.get();
    const seen = expected === null || expected.length === 0 ? null : Math.max(...expected);
    const of = { entryKind: kind, entryId, villageIds };
    const changes = seen === null ? [] : await this.history.since(of, seen);
    const fields = changes.map((change) => ({
      path: change.field ?? '',
      message: wordsOf(change),
      changed: changedOf(change),
    }));
    const what = [...new Set(fields.map(({ path }) => path).filter(Boolean))].join(', ');
    const message = `The ${kind} has changed since you read it${what ? `: ${what}` : ''}. Read it again, then repeat your change.`;
    return new DomainError('stale', 'changed-since', message, fields);
  }
}

function changedOf({ action, actorName, at, field, old, new: value }: EntryChange): ChangedMeanwhile {
  const values = field === null ? { old: null, new: null } : { old: old ?? null, new: value ?? null };
  return { action, by: actorName, at: toIso(at), ...values };
}

function wordsOf({ action, actorName, at, old, new: value, field }: EntryChange): string {
  const values = field === null ? '' : `, from ${JSON.stringify(old)} to ${JSON.stringify(value)}`;
  return `${action} by ${actorName} at ${toIso(at)}${values}`;
}
