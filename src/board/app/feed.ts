import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import { type Change, CHANGE_KINDS, isFor, type PlacedChange, type Scope } from '../domain/change.js';
import { ChangeLog } from '../domain/change-log.js';
import { changesText, eventText } from '../domain/event-text.js';
import { Places } from '../domain/places.js';

/** Changes are told at most so often … */
const TELL_EVERY_MS = SECOND_MS;
/** … and what comes within this of the first is told with it. */
const GATHER_MS = 50;
export const BEAT_EVERY_MS = 15 * SECOND_MS;

/** Somebody who is told. Nothing here waits for them. */
export interface Listener {
  readonly scope: Scope;
  tell(text: Buffer): void;
}

/** Gathers changes, keeps the last of them, and tells each listener of those that are for them. */
@Injectable()
export class Feed implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private readonly pending = new Map<string, Change>();
  private readonly places: Places;
  private readonly log: ChangeLog;
  private toldAtMs = Number.NEGATIVE_INFINITY;
  private cancelTelling: Cancel | null = null;
  private cancelBeat: Cancel | null = null;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) ids: Ids,
    @Inject(Config) config: Pick<Config, 'board'>,
  ) {
    this.places = new Places(ids.next().replaceAll('-', ''), () => clock.monotonicMs());
    this.log = new ChangeLog(config.board.keepChanges, this.places.next());
  }

  onModuleDestroy(): void {
    this.cancelTelling?.();
    this.cancelBeat?.();
  }

  note(change: Change): void {
    const key = `${change.kind} ${change.subject}`;
    const before = this.pending.get(key);
    const villageIds = before === undefined ? change.villageIds : united(before, change);
    this.pending.set(key, { ...change, villageIds });
    if (this.cancelTelling !== null) return;
    const waitMs = Math.max(GATHER_MS, this.toldAtMs + TELL_EVERY_MS - this.clock.monotonicMs());
    this.cancelTelling = this.clock.after(waitMs, () => this.tell());
  }

  /**
   * First what was missed since `lastId`, or `reset` where that is not known any more; `hello` for who comes for the first
   * time. Answers with how to leave.
   */
  join(listener: Listener, lastId: string | null): () => void {
    listener.tell(Buffer.from(this.welcome(listener.scope, lastId)));
    this.listeners.add(listener);
    this.cancelBeat ??= this.clock.after(BEAT_EVERY_MS, () => this.beat());
    return () => void this.listeners.delete(listener);
  }

  private welcome(scope: Scope, lastId: string | null): string {
    const now = this.places.idOf(this.places.next());
    const shown = { beatEveryS: BEAT_EVERY_MS / SECOND_MS };
    if (lastId === null) return eventText('hello', now, shown);
    const place = this.places.placeOf(lastId);
    const missed = place === null ? null : this.log.after(place);
    if (missed === null) return eventText('reset', now, shown);
    const theirs = missed.filter((change) => isFor(change, scope));
    return changesText(theirs, (at) => this.places.idOf(at)) + eventText('beat', now, shown);
  }

  private tell(): void {
    this.cancelTelling = null;
    this.toldAtMs = this.clock.monotonicMs();
    const changes = this.placed();
    this.pending.clear();
    this.log.append(changes);
    this.spread((scope) =>
      changesText(
        changes.filter((change) => isFor(change, scope)),
        (place) => this.places.idOf(place),
      ),
    );
  }

  /** Kind by kind, so that a page that was cut off between two events has read all before the place of the first. */
  private placed(): readonly PlacedChange[] {
    const all = [...this.pending.values()];
    return CHANGE_KINDS.flatMap((kind) => all.filter((change) => change.kind === kind)).map((change) => ({
      ...change,
      place: this.places.next(),
    }));
  }

  /** Keeps a proxy from closing what is quiet, tells the page that it is alive, and up to where it has read. */
  private beat(): void {
    this.cancelBeat = this.listeners.size === 0 ? null : this.clock.after(BEAT_EVERY_MS, () => this.beat());
    const text = eventText('beat', this.places.idOf(this.places.next()), {
      beatEveryS: BEAT_EVERY_MS / SECOND_MS,
    });
    this.spread(() => text);
  }

  /** Made once for all who see the same: two hundred pages of one town get the same bytes. */
  private spread(textFor: (scope: Scope) => string): void {
    const made = new Map<string, Buffer>();
    for (const listener of this.listeners) {
      const key = listener.scope === null ? '' : listener.scope.join(' ');
      const text = made.get(key) ?? Buffer.from(textFor(listener.scope));
      made.set(key, text);
      if (text.length > 0) listener.tell(text);
    }
  }
}

function united(a: Change, b: Change): Change['villageIds'] {
  if (a.villageIds === null || b.villageIds === null) return null;
  return [...new Set([...a.villageIds, ...b.villageIds])];
}
