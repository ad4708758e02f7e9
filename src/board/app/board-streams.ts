import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Feed, type Listener } from './feed.js';
import { StreamSeats } from './stream-seats.js';

/** Why a page is told no more. */
export type StreamEnding = 'signed-out' | 'account-changed' | 'service-stops';

/** A page that listens. */
export interface BoardReader extends Pick<Listener, 'tell'> {
  /** Once; nothing is told afterwards. */
  end(why: StreamEnding): void;
}

/** How soon who was signed out is told no more. */
const CHECK_EVERY_MS = 5 * SECOND_MS;

/** The pages that listen now, each for as long as its account is what it was when it began. */
@Injectable()
export class BoardStreams implements OnModuleDestroy {
  private readonly seats: StreamSeats;
  private readonly open = new Set<(why: StreamEnding) => void>();
  private isStopping = false;

  constructor(
    @Inject(Feed) private readonly feed: Feed,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) config: Pick<Config, 'board'>,
  ) {
    this.seats = new StreamSeats(config.board);
  }

  get count(): number {
    return this.seats.count;
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    for (const end of this.open) end('service-stops');
  }

  /** Refuses, as a {@link DomainError}, before anything is begun. */
  seat(actor: Actor): () => void {
    if (this.isStopping) throw stops();
    return this.seats.take(actor.userId ?? actor.id ?? actor.name);
  }

  /**
   * `actorNow` answers with whose request it is by now, null for nobody's, and may fail: a database that does not answer
   * signs nobody out. Answers with how to leave.
   */
  begin(
    reader: BoardReader,
    actor: Actor,
    { actorNow, lastId }: { readonly actorNow: () => Promise<Actor | null>; readonly lastId: string | null },
  ): () => void {
    const scope = actor.villageIds?.toSorted() ?? null;
    const leaveFeed = this.feed.join({ scope, tell: (text) => reader.tell(text) }, lastId);
    const stopChecking = this.keepChecking(actor, actorNow, (why) => end(why));
    const leave = (): void => {
      stopChecking();
      leaveFeed();
      this.open.delete(end);
    };
    const end = (why: StreamEnding): void => {
      leave();
      reader.end(why);
    };
    this.open.add(end);
    return leave;
  }

  private keepChecking(
    actor: Actor,
    actorNow: () => Promise<Actor | null>,
    end: (why: StreamEnding) => void,
  ): () => void {
    let isOver = false;
    const check = async (): Promise<void> => {
      const now = await actorNow().catch(() => undefined);
      if (isOver) return;
      if (now === null) return end('signed-out');
      if (now !== undefined && !isSame(now, actor)) return end('account-changed');
      cancel = this.clock.after(CHECK_EVERY_MS, () => void check());
    };
    let cancel = this.clock.after(CHECK_EVERY_MS, () => void check());
    return () => {
      isOver = true;
      cancel();
    };
  }
}

/** Another role, or other villages: the page begins anew with what exists now. */
function isSame(a: Actor, b: Actor): boolean {
  return a.role === b.role && villages(a) === villages(b);
}

function villages({ villageIds }: Actor): string {
  return villageIds === null ? '*' : villageIds.toSorted().join(' ');
}

function stops(): DomainError {
  return new DomainError('unavailable', 'service-stops', 'The service stops; ask again in a minute.');
}
