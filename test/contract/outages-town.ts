import type { DataSource } from 'typeorm';
import { MINUTE_MS } from '../../src/kernel/instant.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import {
  IncidentClosed,
  IncidentOpened,
  OutageClosed,
  type OutageOfCamera,
  OutageOpened,
} from '../../src/uptime/index.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { type NewDatabase, openNew } from '../databases.js';
import { LeapingClock } from './leaping-clock.js';
import { enterCamera, enterVillage, Run } from './uptime-run.js';

export const START = Date.UTC(2026, 0, 1);
export const live = { outcome: 'live', impairment: null } as const;
export const silent = { outcome: 'silent', fault: { code: 'connect-timeout', detail: 'no answer' } } as const;
export const down = { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'none' } } as const;

/** Twelve cameras: five behind one switch, the others each alone. */
export const SWITCH = ['s1', 's2', 's3', 's4', 's5'];
const OTHERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
export const CAMERAS: readonly string[] = [...SWITCH, ...OTHERS];

/** The room of uptime with twelve cameras that are live, on a real database. */
export class OutagesTown {
  source!: DataSource;
  clock!: LeapingClock;
  run!: Run;
  told: string[] = [];

  /** A new one for each test of the block. */
  static forEach(newDatabase: NewDatabase): OutagesTown {
    const town = new OutagesTown();
    beforeEach(() => town.open(newDatabase));
    afterEach(() => town.close());
    return town;
  }

  /** As after a crash; `change` is what people did to the register meanwhile. */
  async restart(change: (next: Run) => void = () => {}): Promise<void> {
    this.run.kill();
    this.run = this.newRun();
    change(this.run);
    await this.run.start();
  }

  fell(...ids: readonly string[]): void {
    for (const id of ids) for (const verdict of [down, down]) this.run.judge(id, verdict);
  }

  all(): Promise<readonly OutageOfCamera[]> {
    return this.run.door.outagesSince(0);
  }

  private async open(newDatabase: NewDatabase): Promise<void> {
    this.source = await openNew(newDatabase, ROOM_SCHEMAS);
    this.clock = new LeapingClock(START);
    await enterVillage(this.source);
    for (const id of CAMERAS) await enterCamera(this.source, id);
    this.told = [];
    this.run = this.newRun();
    await this.run.start();
    for (const id of CAMERAS) this.run.judge(id, live);
    await this.run.pass(MINUTE_MS);
  }

  private async close(): Promise<void> {
    this.run.kill();
    await this.run.settled();
    await this.source.destroy();
  }

  private newRun(): Run {
    const next = new Run(this.source, this.clock);
    const { ties } = sampleSummary('');
    for (const id of SWITCH) next.registry.change(id, { ties: { ...ties, uplink: 'SW-1' } });
    for (const id of OTHERS) next.registry.change(id, {});
    next.events.on(OutageOpened, ({ cameraId }) => void this.told.push(`opened ${cameraId}`));
    next.events.on(
      OutageClosed,
      ({ cameraId, reason }) => void this.told.push(`closed ${cameraId} ${reason}`),
    );
    next.events.on(IncidentOpened, () => void this.told.push('incident opened'));
    next.events.on(IncidentClosed, () => void this.told.push('incident closed'));
    return next;
  }
}
