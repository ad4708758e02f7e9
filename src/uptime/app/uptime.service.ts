import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraJudged } from '../../probing/index.js';
import {
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  type CameraSummary,
  Registry,
} from '../../registry/index.js';
import { advance, type JudgedAs } from '../domain/advance.js';
import { addTime, NO_TIME, type TimeByState } from '../domain/ratio.js';
import {
  newStanding,
  NOT_PROBED_YET,
  PROBER_DOWN,
  type Standing,
  type Transition,
} from '../domain/standing.js';
import { TransitionLedger } from '../domain/transition-ledger.js';
import type { StandingRow } from '../store/rows.js';
import { UptimeStore } from '../store/uptime.store.js';
import { type CameraStanding, type GroupTime, Uptime } from '../uptime.facade.js';
import { TransitionWriter } from './transition-writer.js';

const LONGEST_WINDOW_MS = 31 * DAY_MS;
const PULSE_MS = 5_000;

interface Member {
  summary: CameraSummary;
  standing: Standing;
}

/** Advances standings by verdicts, and answers from memory how cameras stand and stood. */
@Injectable()
export class UptimeService extends Uptime implements OnModuleInit, BeforeApplicationShutdown {
  private readonly members = new Map<string, Member>();
  private readonly ledger = new TransitionLedger(LONGEST_WINDOW_MS);
  private isStopping = false;

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    const now = this.clock.now();
    for (const { cameraId, at, state } of await this.store.transitionsSince(now - LONGEST_WINDOW_MS)) {
      this.ledger.append(cameraId, at, state);
    }
    const rows = new Map((await this.store.standings()).map((row) => [row.cameraId, row]));
    for (const summary of await this.registry.cameras()) {
      this.members.set(summary.id, { summary, standing: standingOf(rows.get(summary.id), now) });
    }
    await this.forgetWhatNobodySaw();
    this.listen();
    await this.pulse();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.writer.flush();
    await this.store.beat(this.clock.now());
  }

  standings(): readonly CameraStanding[] {
    return [...this.members.values()].map(({ summary, standing }) => ({
      cameraId: summary.id,
      name: summary.name,
      villageId: summary.villageId,
      programmeId: summary.programmeId,
      isInService: summary.isInService,
      standing,
    }));
  }

  timeOf(cameraId: string, from: Instant, to: Instant): TimeByState {
    return this.ledger.timeOf(cameraId, from, to);
  }

  timeByGroup(windowMs: number): readonly GroupTime[] {
    const to = this.clock.now();
    const groups = new Map<string, GroupTime>();
    for (const { summary } of this.members.values()) {
      const { villageId, programmeId } = summary;
      const key = `${villageId} ${programmeId}`;
      const group = groups.get(key) ?? { villageId, programmeId, cameras: 0, time: NO_TIME };
      const time = addTime(group.time, this.ledger.timeOf(summary.id, to - windowMs, to));
      groups.set(key, { ...group, cameras: group.cameras + 1, time });
    }
    return [...groups.values()];
  }

  /** Since we were last alive nobody looked: from then on every camera is unknown, and neither up nor down. */
  private async forgetWhatNobodySaw(): Promise<void> {
    const lastAlive = await this.store.lastAlive();
    if (lastAlive === null) return;
    for (const [cameraId, { standing }] of this.members) {
      if (standing.state !== 'unknown') this.becomeUnknown(cameraId, PROBER_DOWN, lastAlive);
    }
    await this.writer.flush();
  }

  private listen(): void {
    this.events.on(CameraJudged, ({ cameraId, verdict }) => this.judge(cameraId, verdict));
    this.events.on(CameraRegistered, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraChanged, ({ cameraId }) => this.readAgain(cameraId));
    this.events.on(CameraRemoved, ({ cameraId }) => {
      this.members.delete(cameraId);
      this.ledger.forget(cameraId);
      this.writer.forget(cameraId);
    });
  }

  private judge(cameraId: string, verdict: JudgedAs): void {
    const member = this.members.get(cameraId);
    if (member === undefined || !member.summary.isInService) return;
    const { standing, transition } = advance(member.standing, verdict, this.clock.now(), this.config.uptime);
    this.take(cameraId, member, standing, transition);
  }

  private async readAgain(cameraId: string): Promise<void> {
    const summary = await this.registry.camera(cameraId);
    if (summary === null) return;
    const member = this.members.get(cameraId);
    if (member === undefined) {
      this.members.set(cameraId, { summary, standing: newStanding(this.clock.now()) });
      return;
    }
    member.summary = summary;
    if (!summary.isInService && member.standing.state !== 'unknown') {
      const detail = 'The camera is not in service; nobody looks at it.';
      this.becomeUnknown(cameraId, { ...NOT_PROBED_YET, detail }, this.clock.now());
    }
  }

  private becomeUnknown(cameraId: string, fault: NonNullable<Standing['fault']>, at: Instant): void {
    const member = this.members.get(cameraId)!;
    const since = Math.max(at, member.standing.since);
    const transition = { at: since, from: member.standing.state, to: 'unknown', fault } as const;
    this.take(cameraId, member, newStanding(since, fault), transition);
  }

  private take(cameraId: string, member: Member, standing: Standing, transition: Transition | null): void {
    member.standing = standing;
    if (transition === null) return;
    this.ledger.append(cameraId, transition.at, transition.to);
    this.writer.add(cameraId, standing, transition);
  }

  private async pulse(): Promise<void> {
    if (this.isStopping) return;
    await this.store.beat(this.clock.now()).catch(() => {});
    this.clock.after(PULSE_MS, () => void this.pulse());
  }
}

function standingOf(row: StandingRow | undefined, now: Instant): Standing {
  if (row === undefined) return newStanding(now);
  const fault = row.faultCode === null ? null : { code: row.faultCode, detail: row.faultDetail ?? '' };
  return { state: row.state, since: row.since, fault, missedHeartbeats: 0, failedFrames: 0 };
}
