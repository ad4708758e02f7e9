import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HOUR_MS, SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import {
  type DatabaseTrouble,
  databaseTrouble,
  firstLineOf,
} from '../../platform/database/database-trouble.js';
import { Log } from '../../platform/logging/log.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { ScheduleNumbers } from '../probing.facade.js';
import type { ProbeKind } from '../domain/evidence.js';
import type { Beat } from './agenda.js';
import { AgendaKeeper } from './agenda-keeper.js';
import { NotBegun, NotClimbed } from './climber.js';
import { Lane } from './lane.js';
import { LONGEST_ANSWER_MS, PacedLane } from './paced-lane.js';
import { type Probed, Prober } from './prober.js';
import { Turns } from './turns.js';
import { UntoldLooks } from './untold-looks.js';

/** The agenda is looked at this often at the least, so that a sleeping machine wakes into no surprise. */
const LONGEST_SLEEP_MS = 1_000;

/** Recovery is confirmed this soon. */
const SOON_MS = 1_000;

/** Facts that did not come are asked for again after this. */
const FACTS_AGAIN_MS = HOUR_MS;

/** Where looks wait longer than this at their probers, too many were sent there. */
const LONGEST_WAIT_MS = 10 * SECOND_MS;

const SAID_OF: Readonly<Record<DatabaseTrouble, string>> = {
  away: 'the database does not answer, so a probe came to no verdict; the camera keeps its state',
  'not-writable': 'the database takes no writes, so what a probe saw of the device could not be kept',
};

/** Starts each beat when it is due, and no more on the wire at once than is allowed. */
@Injectable()
export class Schedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly isHere: boolean;
  private readonly heartbeats: Lane;
  /** One for all where we look ourselves, else one of each zone: they share no machine. */
  private readonly frames = new Map<string, PacedLane>();
  private cancelTimer: Cancel = () => {};
  /** Of cameras that were being probed when it was due. */
  private readonly putOffKinds = new Map<string, Exclude<ProbeKind, 'heartbeat'>>();
  private busyBeats = 0;

  constructor(
    @Inject(AgendaKeeper) private readonly keeper: AgendaKeeper,
    @Inject(Prober) private readonly prober: Prober,
    @Inject(Turns) private readonly turns: Turns,
    @Inject(UntoldLooks) private readonly untold: UntoldLooks,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    this.isHere = config.role === 'all';
    // How many heartbeats probers elsewhere make at once is for them to bound.
    const heartbeats = this.isHere ? config.probing.heartbeatConcurrency : Infinity;
    this.heartbeats = new Lane(() => heartbeats);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.keeper.begin(() => this.run());
    this.run();
  }

  onModuleDestroy(): void {
    this.cancelTimer();
    this.heartbeats.clear();
    for (const lane of this.frames.values()) lane.clear();
  }

  read(): ScheduleNumbers {
    const { agenda } = this.keeper;
    const lanes = [this.heartbeats, ...this.frames.values()];
    return {
      cameras: agenda.size,
      inFlight: this.turns.inFlight,
      waiting: lanes.reduce((sum, { waitingCount }) => sum + waitingCount, 0),
      dropped: agenda.dropped + this.busyBeats,
    };
  }

  private run(): void {
    this.cancelTimer();
    if (this.turns.signal.aborted) return;
    const { agenda } = this.keeper;
    const now = this.keeper.nowMs();
    for (let beat = agenda.take(now); beat !== null; beat = agenda.take(now)) this.admit(beat);
    const next = agenda.nextDueMs() ?? now + LONGEST_SLEEP_MS;
    const sleepMs = Math.min(LONGEST_SLEEP_MS, Math.max(1, next - this.keeper.nowMs()));
    this.cancelTimer = this.clock.after(sleepMs, () => this.run());
  }

  private admit(beat: Beat): void {
    const { kind, target } = beat;
    const lane = kind === 'heartbeat' ? this.heartbeats : this.framesOf(target);
    if (lane.enter(target.cameraId, () => this.start(beat))) return;
    this.busyBeats += 1;
    if (kind === 'full') this.askFactsAgain(target.cameraId);
  }

  private framesOf({ zoneId }: ProbeTarget): PacedLane {
    const key = this.isHere ? '' : zoneId;
    const lane = this.frames.get(key) ?? this.newLane();
    this.frames.set(key, lane);
    return lane;
  }

  private newLane(): PacedLane {
    const longestMs = this.isHere ? LONGEST_ANSWER_MS : LONGEST_WAIT_MS;
    return new PacedLane({ most: this.config.probing.frameConcurrency, longestMs }, this.clock);
  }

  private async start({ target: { cameraId }, kind: dueKind, dueMs }: Beat): Promise<void> {
    // It may have waited for a place: the register has the last word on what is probed.
    const target = this.keeper.agenda.target(cameraId);
    if (target === null || this.turns.signal.aborted) return;
    const allowed = this.untold.allowed(target, dueKind);
    const { kind } = allowed;
    if (this.turns.isTaken(cameraId)) return this.putOff({ target, kind, dueMs });
    const begunMs = this.clock.monotonicMs();
    try {
      const probed = await this.turns.take(cameraId, () =>
        this.untold.noted(
          target,
          kind,
          this.prober.probe(allowed.target, kind, this.keeper.monotonicOf(dueMs), this.turns.signal),
        ),
      );
      const { climb, before } = probed;
      const frames = this.framesOf(target);
      if (this.isHere) frames.looked(climb.evidence, before);
      else frames.fared(climb.begunMs - begunMs);
      this.followUp(target, probed);
    } catch (cause) {
      if (this.turns.signal.aborted) return;
      if (kind === 'full') this.askFactsAgain(cameraId);
      if (cause instanceof NotClimbed) this.passOver({ target, kind, dueMs }, cause);
      else this.sayWhy(cameraId, cause);
    }
  }

  /** Nothing is known of the camera, so it is not left to wait for the next picture. */
  private passOver({ target, kind }: Beat, cause: NotClimbed): void {
    const { cameraId } = target;
    this.busyBeats += 1;
    this.framesOf(target).fared(Infinity);
    if (kind !== 'heartbeat' && cause instanceof NotBegun) this.lookAgain(cameraId, kind);
  }

  private lookAgain(cameraId: string, kind: Exclude<ProbeKind, 'heartbeat'>): void {
    const { agenda } = this.keeper;
    const againMs = this.keeper.nowMs() + (agenda.heartbeatMs(cameraId) ?? SOON_MS);
    if (kind === 'full') agenda.hurryFacts(cameraId, againMs);
    else agenda.hurryFrame(cameraId, againMs);
  }

  private sayWhy(cameraId: string, cause: unknown): void {
    const trouble = databaseTrouble(cause);
    if (trouble === null)
      return this.log.error({ camera: cameraId, err: cause }, 'a probe broke; this is a bug of ours');
    this.log.warn({ camera: cameraId, reason: firstLineOf(cause) }, SAID_OF[trouble]);
  }

  /** Whoever probes the camera now says as much as a heartbeat; a frame comes right after, and one is enough. */
  private putOff({ target: { cameraId }, kind }: Beat): void {
    const isWaiting = this.putOffKinds.has(cameraId);
    if (kind === 'heartbeat' || isWaiting) this.busyBeats += 1;
    if (kind === 'heartbeat') return;
    if (kind === 'full' || !isWaiting) this.putOffKinds.set(cameraId, kind);
    if (!isWaiting) void this.turns.ended(cameraId).then(() => this.makeUp(cameraId));
  }

  private makeUp(cameraId: string): void {
    const { agenda } = this.keeper;
    const kind = this.putOffKinds.get(cameraId);
    this.putOffKinds.delete(cameraId);
    if (kind === 'full') agenda.hurryFacts(cameraId, this.keeper.nowMs());
    else agenda.hurryFrame(cameraId, this.keeper.nowMs());
    this.run();
  }

  /** Recovery and the confirmation of a failure are not left to wait for the next frame beat. */
  private followUp(target: ProbeTarget, { climb, before, after }: Probed): void {
    const { agenda } = this.keeper;
    const { cameraId } = target;
    const { kind } = climb.evidence;
    const untoldKind = this.untold.told(target);
    if (untoldKind !== null) this.lookAgain(cameraId, untoldKind);
    const hasRecovered = kind === 'heartbeat' && after.missed === 0 && before.missed > 0;
    const isUnconfirmed = after.failedFrames > 0 && after.failedFrames < this.config.uptime.failedFrames;
    const pauseMs = isUnconfirmed ? (agenda.heartbeatMs(cameraId) ?? SOON_MS) : SOON_MS;
    if (hasRecovered || isUnconfirmed) agenda.hurryFrame(cameraId, this.keeper.nowMs() + pauseMs);
    if (kind === 'full' && climb.facts === null && target.onvif !== null) this.askFactsAgain(cameraId);
  }

  private askFactsAgain(cameraId: string): void {
    this.keeper.agenda.hurryFacts(cameraId, this.keeper.nowMs() + FACTS_AGAIN_MS);
  }
}
