import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomIds } from '../../platform/clock/ids.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Config } from '../../platform/config/config.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { Log } from '../../platform/logging/log.js';
import { MemoryQueues } from '../../platform/queue/memory-queues.js';
import { type Job, type Line, QueueAway } from '../../platform/queue/queues.js';
import type { ProbeTarget } from '../../registry/index.js';
import { ClimbLadder } from '../app/climb-ladder.js';
import { LoginDesk } from '../app/login-desk.js';
import { RungWatch } from '../app/rung-watch.js';
import type { ProbeKind } from '../domain/evidence.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { CutOff } from '../edge/cut-off.js';
import { EdgeStore } from '../edge/edge-store.js';
import { LastPlan } from '../edge/last-plan.js';
import { OwnClimber } from '../edge/own-climber.js';
import { OwnRounds } from '../edge/own-rounds.js';
import { Spool } from '../edge/spool.js';
import { Carried } from '../edge/carried.js';
import { ErrandRun } from '../edge/errand-run.js';
import { type EvidenceBatch, evidenceBatch } from '../line/evidence-batch.js';
import { evidenceLine, probeLine } from '../line/lines.js';
import { Outbox } from '../edge/outbox.js';
import type { PlannerClock } from '../edge/planner-clock.js';
import type { ProbeJob, WiredErrand } from '../line/probe-job.js';
import { sealLogin } from '../line/sealed-login.js';
import { ZoneProber } from '../edge/zone-prober.js';
import { fixedKeys } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { zoneKeyOf } from '../../platform/key/zone-key.js';
import { FakeDevice } from './fake-devices.js';
import { pictureChecks } from './fake-picture-checks.js';
import { probeTarget } from './probe-target.js';
import { pass } from './settle.js';

export const ZONE = 'village';
/** The machine's clock is right. */
const HOUR = { agree: () => {}, resume: () => {}, aheadMs: 0 } as unknown as PlannerClock;
const SECRET_KEY = 'ab'.repeat(32);

/** A line that can be cut: what is posted is refused, and nobody answers. */
class CutQueues extends MemoryQueues {
  isCut = false;

  override async post(line: Line, jobs: readonly Job[]): Promise<void> {
    if (this.isCut) throw new QueueAway('cut');
    return super.post(line, jobs);
  }

  override async answers(): Promise<boolean> {
    return !this.isCut;
  }
}

/** The time of one process: its timers end with it. */
class ProcessClock extends Clock {
  constructor(
    private readonly clock: Clock,
    private readonly isDead: { readonly value: boolean },
  ) {
    super();
  }

  now = (): number => Math.floor(this.clock.now());
  monotonicMs = (): number => this.clock.monotonicMs();
  after = (delayMs: number, task: () => void): Cancel =>
    this.clock.after(delayMs, () => {
      if (!this.isDead.value) task();
    });
}

/** A prober in a village, whole but for its devices; the test plans, and hears what it says. */
export class Edge {
  readonly clock = new ManualClock();
  readonly queues = new CutQueues(this.clock);
  readonly device = new FakeDevice();
  /** All of it, and what has something in it. */
  readonly said: EvidenceBatch[] = [];
  readonly heard: EvidenceBatch[] = [];
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'shouwang-edge-unit-'));
  private parts!: { store: EdgeStore; plan: LastPlan; zone: ZoneProber; cutOff: CutOff; outbox: Outbox };
  private jobs = 0;

  private spoolMb = 1;
  private isDead = { value: false };

  constructor() {
    this.queues.take(evidenceLine(ZONE), 1, async ({ body }) => {
      const batch = evidenceBatch.parse(body);
      this.said.push(batch);
      if (batch.items.length > 0) this.heard.push(batch);
    });
    this.start();
  }

  /** All that it told, in the order in which it came. */
  get items() {
    return this.heard.flatMap(({ items }) => items);
  }

  async plan(
    cameraIds: readonly string[],
    {
      isAlone = true,
      kind = 'heartbeat',
      agoMs = 0,
      memory = NO_MEMORY,
    }: { isAlone?: boolean; kind?: ProbeKind; agoMs?: number; memory?: ProbeMemory } = {},
  ): Promise<void> {
    const postedAt = this.clock.now() - agoMs;
    const errands = cameraIds.map((cameraId) => ({
      ...this.errand(probeTarget({ cameraId, zoneId: ZONE }), kind),
      memory,
    }));
    const job: ProbeJob = { version: 1, zoneId: ZONE, postedAt, staysMs: 60_000, isAlone, errands };
    await this.queues.post(probeLine(ZONE), [{ id: `job-${(this.jobs += 1)}`, body: job }]);
    await this.pass(1_000);
  }

  pass(ms: number): Promise<void> {
    return pass(this.clock, ms, 500);
  }

  /** As `kill -9`, and then it starts anew; `meanwhile` may do something to its file. */
  async restart(meanwhile: (file: string) => void = () => {}): Promise<void> {
    this.isDead.value = true;
    await this.parts.zone.beforeApplicationShutdown();
    this.parts.store.onApplicationShutdown();
    meanwhile(join(this.dataDir, 'prober.sqlite'));
    this.start();
  }

  /** So many bytes are kept from the next start on, which is now. */
  shrinkSpool(bytes: number): Promise<void> {
    this.spoolMb = bytes / 1_048_576;
    return this.restart();
  }

  async close(): Promise<void> {
    this.parts.zone.onModuleDestroy();
    await this.parts.cutOff.onModuleDestroy();
    this.parts.store.onApplicationShutdown();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private start(): void {
    const { queues, device, dataDir } = this;
    this.isDead = { value: false };
    const clock = new ProcessClock(this.clock, this.isDead);
    const config: Config = {
      ...loadConfig({ SHOUWANG_SECRET_KEY: SECRET_KEY, SHOUWANG_DATA_DIR: dataDir }),
      prober: { name: 'gate', zones: [ZONE], zoneKey: null, spoolMb: this.spoolMb },
    };
    const log = new Log({ level: 'silent' });
    const ids = new RandomIds();
    const store = new EdgeStore(config, ids, log);
    const plan = new LastPlan(store, clock, HOUR, config);
    const spool = new Spool(store, plan);
    const outbox = new Outbox(queues, spool, plan, config, clock, ids, log);
    const carried = new Carried(config);
    const rungs = new RungWatch();
    const { onvif, streams, pictures } = device;
    const checks = pictureChecks(this.clock, config);
    const desk = new LoginDesk(carried, carried);
    const ladder = new ClimbLadder(onvif, streams, pictures, desk, checks, clock, config, rungs);
    const run = new ErrandRun(ladder, carried, pictures, rungs, config, clock, log);
    const climber = new OwnClimber(plan, run, spool, clock, ids);
    const rounds = new OwnRounds(plan, climber, config, clock, log);
    const cutOff = new CutOff(queues, plan, rounds, spool, outbox, clock, config, log);
    const zone = new ZoneProber(queues, run, outbox, plan, HOUR, clock, config, log);
    this.parts = { store, plan, zone, cutOff, outbox };
    zone.onApplicationBootstrap();
    cutOff.onApplicationBootstrap();
  }

  private errand(target: ProbeTarget, kind: ProbeKind): Omit<WiredErrand, 'memory'> {
    const seal = new Seal(fixedKeys(zoneKeyOf(Buffer.from(SECRET_KEY, 'hex'), ZONE)));
    const login = sealLogin(seal, target.credentialId!, {
      username: 'monitor',
      password: 'right',
      version: 1,
    });
    const settings = pictureChecks(this.clock, loadConfig({})).settingsOf(target.cameraId);
    return {
      id: `${target.cameraId}-${this.jobs}`,
      target,
      kind,
      login,
      settings,
      isWatched: false,
    };
  }
}
