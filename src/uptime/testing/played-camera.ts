import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { MaintenanceBook } from '../app/maintenance-book.js';
import { OutageBook } from '../app/outage-book.js';
import { OutageKeeper } from '../app/outage-keeper.js';
import type { ProberIncidents } from '../app/prober-incidents.js';
import { StandingChanges } from '../app/standing-changes.js';
import type { TransitionWriter } from '../app/transition-writer.js';
import { UptimeBook } from '../app/uptime-book.js';
import { advance, type JudgedAs } from '../domain/advance.js';
import type { MaintenanceWindow, Spell } from '../domain/maintenance.js';
import type { Outage } from '../domain/outage.js';
import { newStanding, PROBER_DOWN, type Standing, type Transition } from '../domain/standing.js';
import type { MaintenanceStore } from '../store/maintenance.store.js';
import { sampleSummary } from './sample-summary.js';

/** Seconds that pass, and then a verdict; or we stand still, and nobody looks. */
export type Deed = readonly [passedS: number, what: JudgedAs | 'nobody looks'];

const ID = 'camera';
export const SETTINGS = {
  uptime: {
    missedHeartbeats: 3,
    failedFrames: 2,
    closeAfterLiveS: 40,
    flapCloseAfterLiveS: 100,
    flapFalls: 3,
    flapWindowS: 500,
  },
} as never as ConstructorParameters<typeof OutageKeeper>[4] & {
  readonly uptime: { readonly missedHeartbeats: number; readonly failedFrames: number };
};

/** One camera, from verdicts to outages, with what the service has but its database, its wire and its other cameras. */
export class PlayedCamera {
  readonly transitions: Transition[] = [];
  now: Instant = 0;
  private readonly kept = new Map<string, Outage>();
  private readonly maintenance = new MaintenanceBook(NO_STORE, { timeZone: 'Asia/Shanghai' });
  private readonly book = new UptimeBook(this.maintenance);
  private readonly outageBook = new OutageBook();
  private readonly keeper: OutageKeeper;
  private readonly changes: StandingChanges;

  private constructor() {
    const { book, maintenance } = this;
    const writer = this.writer();
    this.keeper = new OutageKeeper(this.outageBook, book, writer, maintenance, SETTINGS);
    this.changes = new StandingChanges(book, writer, this.keeper, {} as ProberIncidents);
    book.enter(sampleSummary(ID), newStanding(0));
  }

  static async play(deeds: readonly Deed[], maintained: readonly Spell[]): Promise<PlayedCamera> {
    const camera = new PlayedCamera();
    await camera.maintenance.keep(maintained.map(windowOf));
    for (const [passedS, what] of deeds) {
      for (let second = 0; second < passedS; second += 1) camera.tick();
      camera.hear(what);
    }
    return camera;
  }

  /** As they stand, in the order in which they opened. */
  outages(): readonly Outage[] {
    return [...this.kept.values()];
  }

  timeUntilNow() {
    return this.book.timeOf(ID, 0, this.now);
  }

  private tick(): void {
    this.now += SECOND_MS;
    this.keeper.pass(SECOND_MS, this.now);
  }

  private hear(what: JudgedAs | 'nobody looks'): void {
    if (what === 'nobody looks') return this.changes.becomeUnknown(ID, PROBER_DOWN, this.now);
    const { standing } = this.book.standingOf(ID)!;
    const next = advance(standing, what, this.now, SETTINGS.uptime);
    this.changes.take(ID, next.standing, next.transition);
  }

  /** What would go to the database stays here. */
  private writer(): TransitionWriter {
    return {
      nextId: () => `outage-${this.kept.size}`,
      add: (_id: string, _standing: Standing, transition: Transition | null) => {
        if (transition !== null) this.transitions.push(transition);
      },
      addOutage: (outage: Outage) => this.kept.set(outage.id, outage),
      tell: () => {},
    } as unknown as TransitionWriter;
  }
}

const NO_STORE = { keep: async () => {} } as unknown as MaintenanceStore;

function windowOf([startsAt, endsAt]: Spell, index: number): MaintenanceWindow {
  const schedule = { kind: 'once', startsAt, endsAt } as const;
  const held = { validFrom: 0, validUntil: null, rewritesPast: false, createdAt: 0, createdBy: 'test' };
  const ids = { id: `window-${index}`, versionId: `window-${index}` };
  return { ...ids, ...held, name: '检修', reason: null, scope: { kind: 'camera', id: ID }, schedule };
}
