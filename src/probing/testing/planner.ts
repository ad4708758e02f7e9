import { SECOND_MS } from '../../kernel/instant.js';
import type { ManualClock } from '../../platform/clock/manual-clock.js';
import { RandomIds } from '../../platform/clock/ids.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { MemoryQueues } from '../../platform/queue/memory-queues.js';
import type { ProbeTarget } from '../../registry/index.js';
import { AgendaKeeper } from '../app/agenda-keeper.js';
import type { Climb } from '../app/climb.js';
import { Jury } from '../app/jury.js';
import type { MemoryBook } from '../app/memory-book.js';
import { OwnClock } from '../app/own-clock.js';
import { RungWatch } from '../app/rung-watch.js';
import type { ProbeKind } from '../domain/evidence.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { ZoneLeftAlone } from '../events.js';
import type { JudgedLate } from '../late-verdicts.js';
import { AbsenceWatch } from '../line/absence-watch.js';
import { toWire } from '../line/climb-wire.js';
import { Dispatcher } from '../line/dispatcher.js';
import { ErrandDesk } from '../line/errand-desk.js';
import type { Found } from '../line/evidence-batch.js';
import { EvidenceDesk } from '../line/evidence-desk.js';
import { LateDesk } from '../line/late-desk.js';
import { evidenceLine, probeLine } from '../line/lines.js';
import { PendingClimbs } from '../line/pending-climbs.js';
import { probeJob, type ProbeJob } from '../line/probe-job.js';
import { RemoteClimber } from '../line/remote-climber.js';
import { SealedLogins } from '../line/sealed-logins.js';
import { ZoneProbers } from '../line/zone-probers.js';
import { ZoneSeals } from '../line/zone-seals.js';
import { FakeMemoryStore, memoryBook } from './fake-memories.js';
import { pictureChecks } from './fake-picture-checks.js';
import { probeTarget } from './probe-target.js';
import { settle } from './settle.js';
import { Street } from './street.js';

export const ZONE = 'local';
const SECRET_KEY = 'ab'.repeat(32);
const config = loadConfig({ SHOUWANG_SECRET_KEY: SECRET_KEY });
const log = new Log({ level: 'silent' });

/** Whoever plans, with a queue whose other end is the test. */
export class Planner {
  readonly street = new Street();
  readonly clock: ManualClock = this.street.clock;
  readonly queues = new MemoryQueues(this.clock);
  readonly jobs: ProbeJob[] = [];
  readonly leftAlone: string[] = [];
  readonly climber: RemoteClimber;
  readonly memories: MemoryBook;
  readonly late: JudgedLate[] = [];
  /** The listener cannot take it now, or is as slow as this. */
  isUnwell = false;
  slowly: Promise<void> = Promise.resolve();
  private readonly ready: Promise<void>;
  private readonly signal = new AbortController().signal;
  private batches = 0;

  /** `targets`: what the register knows. */
  constructor(isTaken = true, targets: readonly ProbeTarget[] = []) {
    const events = new EventBus(log);
    events.on(ZoneLeftAlone, ({ zoneId }) => void this.leftAlone.push(zoneId));
    const pending = new PendingClimbs(this.clock, config);
    const checks = pictureChecks(this.clock, config);
    const probers = new ZoneProbers(this.clock);
    const logins = new SealedLogins(this.street.registry, new ZoneSeals(config));
    const desk = new ErrandDesk(logins, checks, this.clock);
    const dispatcher = new Dispatcher(this.queues, desk, pending, probers, events, config, this.clock, log);
    const memories = memoryBook(this.clock, new FakeMemoryStore());
    const rungs = new RungWatch();
    const registry = { probeTargets: async () => targets, probeTarget: async () => null };
    const keeper = new AgendaKeeper(registry, memories, events, config, this.clock);
    const jury = new Jury(new OwnClock(this.clock, config, events, log), config);
    const late = new LateDesk(keeper, jury, memories);
    late.listen(async (_zoneId, judged) => {
      if (this.isUnwell) throw new Error('cannot be taken now');
      await this.slowly;
      this.late.push(...judged);
    });
    const evidence = new EvidenceDesk(this.queues, pending, late, probers, memories, rungs, this.clock, log);
    evidence.listen(ZONE);
    new AbsenceWatch(probers, pending, events, this.clock).onApplicationBootstrap();
    this.ready = keeper.begin(() => {});
    this.memories = memories;
    this.climber = new RemoteClimber(pending, dispatcher, evidence, rungs, new RandomIds());
    if (isTaken)
      this.queues.take(probeLine(ZONE), 1, async ({ body }) => void this.jobs.push(probeJob.parse(body)));
  }

  /** Answers with what was said in the end: a climb, or why there is none. */
  ask(
    cameraId: string,
    {
      memory = NO_MEMORY,
      kind = 'heartbeat',
      ...more
    }: Partial<ProbeTarget> & { memory?: ProbeMemory; kind?: ProbeKind } = {},
  ): Promise<Climb | Error> {
    const target = probeTarget({ cameraId, zoneId: ZONE, ...more });
    const climb = this.climber.climb({ target, kind, memory }, this.signal);
    return climb.catch((cause: unknown) => cause as Error);
  }

  async collected(): Promise<void> {
    this.clock.advance(SECOND_MS);
    await settle();
  }

  async hear(
    items: readonly unknown[],
    { zoneId = ZONE, aheadMs = 0, instance = 'gate-1', run = 'run-1' } = {},
  ): Promise<void> {
    await this.ready;
    const at = this.clock.now() + aheadMs;
    const stamps = { postedAt: this.jobs[0]?.postedAt ?? this.clock.now(), takenAt: at, sentAt: at };
    const body = { version: 1, prober: 'gate', instance, run, zoneId, ...stamps, items };
    await this.queues.post(evidenceLine(ZONE), [{ id: `batch-${(this.batches += 1)}`, body }]);
    await settle();
  }
}

export async function climbOf(cameraId: string, at: number): Promise<ReturnType<typeof toWire>> {
  const { evidence, ...climb } = await new Street().climb('heartbeat');
  return toWire({ ...climb, evidence: { ...evidence, cameraId, at } }, null);
}

export function climbed(errandId: string, cameraId: string, climb: ReturnType<typeof toWire>): Found {
  return { what: 'climbed', errandId, cameraId, climb };
}
