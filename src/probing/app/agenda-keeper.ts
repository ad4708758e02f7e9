import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import {
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  type ProbeTarget,
  Registry,
} from '../../registry/index.js';
import { Agenda } from './agenda.js';
import { MemoryBook } from './memory-book.js';

/** Keeps the agenda as the register is. */
@Injectable()
export class AgendaKeeper {
  readonly agenda: Agenda;
  private readonly originMs: number;
  /** Cameras to read again, each once, however often they changed meanwhile. */
  private readonly stale = new Set<string>();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Registry) private readonly registry: Pick<Registry, 'probeTargets' | 'probeTarget'>,
    @Inject(MemoryBook) private readonly memories: Pick<MemoryBook, 'of' | 'isGone'>,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.agenda = new Agenda(config.probing);
    // The grid is that of wall time at the start; afterwards only monotonic time counts, so a set clock jumps nothing.
    this.originMs = clock.now() - clock.monotonicMs();
  }

  /** The schedule's own time. */
  nowMs(): number {
    return this.originMs + this.clock.monotonicMs();
  }

  /** An instant of the schedule's own time, by the clock that never jumps. */
  monotonicOf(atMs: number): number {
    return atMs - this.originMs;
  }

  /** `onChange`: the agenda may have an earlier beat than before. */
  async begin(onChange: () => void): Promise<void> {
    const readAgain = (cameraId: string): Promise<void> | undefined => {
      if (this.stale.has(cameraId)) return undefined;
      this.stale.add(cameraId);
      return this.inTurn(() => this.read(cameraId), onChange);
    };
    this.events.on(CameraRegistered, ({ cameraId }) => readAgain(cameraId));
    this.events.on(CameraChanged, ({ cameraId }) => readAgain(cameraId));
    this.events.on(CameraRemoved, ({ cameraId }) => this.agenda.remove(cameraId));
    this.events.on(GroupsChanged, () => this.inTurn(() => this.readAll(), onChange));
    await this.inTurn(() => this.readAll(), onChange);
  }

  /** One reading after another, so that what was read last is what stays. */
  private inTurn(work: () => Promise<void>, onChange: () => void): Promise<void> {
    const done = this.reading.then(work).then(onChange);
    this.reading = done.catch(() => {});
    return done;
  }

  private async readAll(): Promise<void> {
    for (const target of await this.registry.probeTargets()) this.enter(target);
  }

  private async read(cameraId: string): Promise<void> {
    this.stale.delete(cameraId);
    const target = await this.registry.probeTarget(cameraId);
    if (target === null) this.agenda.remove(cameraId);
    else this.enter(target);
  }

  private enter(target: ProbeTarget): void {
    if (this.memories.isGone(target.cameraId)) return;
    this.agenda.enter(target, this.nowMs(), this.memories.of(target.cameraId).factsAt);
  }
}
