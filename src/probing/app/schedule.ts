import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import {
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  Registry,
} from '../../registry/index.js';
import { Agenda, type Beat } from './agenda.js';
import { LatestFrames } from './latest-frames.js';
import { MemoryBook } from './memory-book.js';
import { type Probed, Prober } from './prober.js';

/** The agenda is looked at this often at the least, so that a sleeping machine wakes into no surprise. */
const LONGEST_SLEEP_MS = 1_000;

/** Starts each beat when it is due, at most one probe a camera, and no more on the wire at once than is allowed. */
@Injectable()
export class Schedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly agenda: Agenda;
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly stopping = new AbortController();
  private readonly waiting: { heartbeat: Beat[]; frame: Beat[] } = { heartbeat: [], frame: [] };
  private readonly inFlight = { heartbeat: 0, frame: 0 };
  private cancelTimer: Cancel = () => {};
  private readonly originMs: number;
  private busyBeats = 0;

  constructor(
    @Inject(Prober) private readonly prober: Prober,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(LatestFrames) private readonly frames: LatestFrames,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    this.agenda = new Agenda(config.probing);
    // The grid is that of wall time at the start; afterwards only monotonic time counts, so a set clock jumps nothing.
    this.originMs = clock.now() - clock.monotonicMs();
  }

  async onApplicationBootstrap(): Promise<void> {
    this.listen();
    await this.enterAll();
    this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.cancelTimer();
    this.stopping.abort(new Error('the service stops'));
    await Promise.allSettled(this.running.values());
  }

  /** Probes on the wire, beats that wait for a place, beats that found their camera busy, cameras on the agenda. */
  stats(): { inFlight: number; waiting: number; dropped: number; cameras: number } {
    const { heartbeat, frame } = this.waiting;
    return {
      inFlight: this.running.size,
      waiting: heartbeat.length + frame.length,
      dropped: this.busyBeats + this.agenda.dropped,
      cameras: this.agenda.size,
    };
  }

  /** The whole ladder now, after a probe of the same camera that is under way. */
  async probeNow(cameraId: string): Promise<Probed> {
    const target = await this.registry.probeTarget(cameraId);
    if (target === null) throw await this.notProbed(cameraId);
    while (this.running.has(cameraId)) await this.running.get(cameraId);
    return this.hold(cameraId, this.prober.probe(target, 'full', null, this.stopping.signal));
  }

  private async notProbed(cameraId: string): Promise<DomainError> {
    const camera = await this.registry.camera(cameraId);
    if (camera === null)
      return new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${cameraId}.`);
    return new DomainError(
      'conflict',
      'not-in-service',
      'Only a camera in service is probed; change its lifecycle first.',
    );
  }

  private listen(): void {
    const readAgain = async (cameraId: string): Promise<void> => {
      const target = await this.registry.probeTarget(cameraId);
      if (target === null) return this.agenda.remove(cameraId);
      this.agenda.enter(target, this.nowMs());
      this.run();
    };
    this.events.on(CameraRegistered, ({ cameraId }) => readAgain(cameraId));
    this.events.on(CameraChanged, ({ cameraId }) => readAgain(cameraId));
    this.events.on(GroupsChanged, () => this.enterAll());
    this.events.on(CameraRemoved, ({ cameraId }) => {
      this.agenda.remove(cameraId);
      this.memories.forget(cameraId);
      this.frames.forget(cameraId);
    });
  }

  /** Enters every camera that is new or whose cadence changed. */
  private async enterAll(): Promise<void> {
    const now = this.nowMs();
    for (const target of await this.registry.probeTargets()) {
      const standing = this.agenda.target(target.cameraId);
      if (standing !== null && JSON.stringify(standing) === JSON.stringify(target)) continue;
      this.agenda.enter(target, now);
    }
  }

  private run(): void {
    this.cancelTimer();
    if (this.stopping.signal.aborted) return;
    const now = this.nowMs();
    for (let beat = this.agenda.take(now); beat !== null; beat = this.agenda.take(now)) this.admit(beat);
    const next = this.agenda.nextDueMs() ?? now + LONGEST_SLEEP_MS;
    const sleepMs = Math.min(LONGEST_SLEEP_MS, Math.max(1, next - this.nowMs()));
    this.cancelTimer = this.clock.after(sleepMs, () => this.run());
  }

  private admit(beat: Beat): void {
    const lane = laneOf(beat);
    if (this.inFlight[lane] >= this.placesOf(lane)) {
      this.waiting[lane].push(beat);
      return;
    }
    this.start(beat, lane);
  }

  private admitWaiting(lane: Lane): void {
    while (this.inFlight[lane] < this.placesOf(lane)) {
      const next = this.waiting[lane].shift();
      if (next === undefined) return;
      this.start(next, lane);
    }
  }

  private start(beat: Beat, lane: Lane): void {
    const { target, kind, dueMs } = beat;
    if (this.running.has(target.cameraId)) {
      this.busyBeats += 1;
      if (kind !== 'heartbeat') this.agenda.hurryFrame(target.cameraId, this.nowMs() + LONGEST_SLEEP_MS);
      return;
    }
    this.inFlight[lane] += 1;
    const before = this.memories.of(target.cameraId);
    const probe = this.prober
      .probe(target, kind, Math.max(0, this.nowMs() - dueMs), this.stopping.signal)
      .then(() => this.followUp(target.cameraId, before.missed))
      .catch((cause: unknown) => this.report(target.cameraId, cause))
      .finally(() => {
        this.inFlight[lane] -= 1;
        this.admitWaiting(lane);
      });
    void this.hold(target.cameraId, probe);
  }

  /** Recovery and the confirmation of a failure are not left to wait for the next frame beat. */
  private followUp(cameraId: string, missedBefore: number): void {
    const { missed, failedFrames } = this.memories.of(cameraId);
    const hasRecovered = missed === 0 && missedBefore > 0;
    const isUnconfirmed = failedFrames > 0 && failedFrames < this.config.uptime.failedFrames;
    if (!hasRecovered && !isUnconfirmed) return;
    const pauseMs = isUnconfirmed ? this.config.probing.heartbeatIntervalS * 1_000 : LONGEST_SLEEP_MS;
    this.agenda.hurryFrame(cameraId, this.nowMs() + pauseMs);
  }

  private hold<T>(cameraId: string, probe: Promise<T>): Promise<T> {
    const held = probe.finally(() => {
      if (this.running.get(cameraId) === held) this.running.delete(cameraId);
    });
    this.running.set(cameraId, held);
    held.catch(() => {});
    return held;
  }

  private report(cameraId: string, cause: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.log.error({ camera: cameraId, err: cause }, 'a probe broke; this is a bug of ours');
  }

  private placesOf(lane: Lane): number {
    return lane === 'heartbeat'
      ? this.config.probing.heartbeatConcurrency
      : this.config.probing.frameConcurrency;
  }

  private nowMs(): number {
    return this.originMs + this.clock.monotonicMs();
  }
}

type Lane = 'heartbeat' | 'frame';

function laneOf({ kind }: Beat): Lane {
  return kind === 'heartbeat' ? 'heartbeat' : 'frame';
}
