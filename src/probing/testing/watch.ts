import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Config } from '../../platform/config/config.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import type { ProbeTarget } from '../../registry/index.js';
import { AgendaKeeper } from '../app/agenda-keeper.js';
import type { MemoryBook } from '../app/memory-book.js';
import { Schedule } from '../app/schedule.js';
import { Turns } from '../app/turns.js';
import { UntoldLooks } from '../app/untold-looks.js';
import { FakeMemoryStore, memoryBook, SILENT } from './fake-memories.js';
import { FakeProber } from './fake-prober.js';
import { FakeRegistry } from './fake-registry.js';
import { probeTarget } from './probe-target.js';
import { pass } from './settle.js';

export const RARE_FRAMES = { FRAME_INTERVAL_S: '86400' };

/** A schedule on a register in memory and a clock that the test moves. */
export class Watch {
  readonly clock = new ManualClock();
  readonly events = new EventBus(SILENT);
  readonly registry: FakeRegistry;
  readonly prober = new FakeProber(this.clock);
  readonly turns = new Turns();
  readonly memories: MemoryBook;
  readonly keeper: AgendaKeeper;
  readonly schedule: Schedule;
  /** What the schedule says. */
  logged = '';

  constructor(
    targets: readonly ProbeTarget[],
    settings: Readonly<Record<string, string>> = {},
    role: Config['role'] = 'all',
  ) {
    const named = Object.entries(settings).map(([key, value]) => [`SHOUWANG_PROBING_${key}`, value]);
    const config: Config = { ...loadConfig(Object.fromEntries(named)), role };
    this.registry = new FakeRegistry(...targets);
    this.memories = memoryBook(this.clock, new FakeMemoryStore(), this.events);
    this.keeper = new AgendaKeeper(this.registry, this.memories, this.events, config, this.clock);
    const log = new Log({ level: 'warn', destination: { write: (line) => void (this.logged += line) } });
    const untold = new UntoldLooks(this.memories, this.clock);
    this.schedule = new Schedule(this.keeper, this.prober, this.turns, untold, config, this.clock, log);
  }

  async start(): Promise<void> {
    await this.memories.onModuleInit();
    await this.schedule.onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    // In the order that is harder to bear: what waited is let in before it is told to go.
    await this.turns.onModuleDestroy();
    this.schedule.onModuleDestroy();
  }

  kinds(): string {
    return this.prober.begun.map(({ kind }) => kind).join(' ');
  }

  /** Until nothing but a heartbeat is to come for a while; what happened so far is forgotten. */
  async pastTheFirstProbes(): Promise<void> {
    await pass(this.clock, 3 * MINUTE_MS, SECOND_MS);
    this.prober.begun.length = 0;
  }
}

export function street(count: number, more: Partial<ProbeTarget> = {}): ProbeTarget[] {
  return Array.from({ length: count }, (_, index) => probeTarget({ cameraId: `camera ${index}`, ...more }));
}
