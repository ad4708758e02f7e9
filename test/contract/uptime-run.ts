import type { DataSource } from 'typeorm';
import { type Instant, MINUTE_MS } from '../../src/kernel/instant.js';
import { type Cancel, Clock } from '../../src/platform/clock/clock.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { Config } from '../../src/platform/config/config.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { WriteHealth } from '../../src/platform/health/write-health.js';
import { Log } from '../../src/platform/logging/log.js';
import { CameraJudged, LateVerdicts, type TakeLate, type Verdict } from '../../src/probing/index.js';
import { type CameraSummary, Registry } from '../../src/registry/index.js';
import { Uptime } from '../../src/uptime/index.js';
import { AliveMark } from '../../src/uptime/app/alive-mark.js';
import { BatchCommit } from '../../src/uptime/app/batch-commit.js';
import { BlindZones } from '../../src/uptime/app/blind-zones.js';
import { CauseNames } from '../../src/uptime/app/cause-names.js';
import { DailyChores } from '../../src/uptime/app/daily-chores.js';
import { FollowLateVerdicts } from '../../src/uptime/app/follow-late-verdicts.js';
import { FollowRegister } from '../../src/uptime/app/follow-register.js';
import { FollowVerdicts } from '../../src/uptime/app/follow-verdicts.js';
import { IdleChores } from '../../src/uptime/app/idle-chores.js';
import { IncidentWatch } from '../../src/uptime/app/incident-watch.js';
import { IncidentKeeper } from '../../src/uptime/app/incident-keeper.js';
import { LateLooks } from '../../src/uptime/app/late-looks.js';
import { LateOutageKeeper } from '../../src/uptime/app/late-outage-keeper.js';
import { LateThreads } from '../../src/uptime/app/late-threads.js';
import { MaintenanceBook } from '../../src/uptime/app/maintenance-book.js';
import { MaintenanceWatch } from '../../src/uptime/app/maintenance-watch.js';
import { OutageBook } from '../../src/uptime/app/outage-book.js';
import { OutageKeeper } from '../../src/uptime/app/outage-keeper.js';
import { OutageWatch } from '../../src/uptime/app/outage-watch.js';
import { ProberIncidents } from '../../src/uptime/app/prober-incidents.js';
import { PictureDays } from '../../src/uptime/app/picture-days.js';
import { Pulse } from '../../src/uptime/app/pulse.js';
import { ReconcileOutages } from '../../src/uptime/app/reconcile-outages.js';
import { Recollection } from '../../src/uptime/app/recollection.js';
import { SleepWatch } from '../../src/uptime/app/sleep-watch.js';
import { Recovery } from '../../src/uptime/app/recovery.js';
import { StandingChanges } from '../../src/uptime/app/standing-changes.js';
import { TransitionWriter } from '../../src/uptime/app/transition-writer.js';
import { UptimeBook } from '../../src/uptime/app/uptime-book.js';
import { UptimeDoor } from '../../src/uptime/app/uptime-door.js';
import { UptimeLife } from '../../src/uptime/app/uptime-life.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { VerdictTaker } from '../../src/uptime/app/verdict-taker.js';
import { ZoneWatch } from '../../src/uptime/app/zone-watch.js';
import type { Transition } from '../../src/uptime/domain/standing.js';
import { DayStore } from '../../src/uptime/store/day.store.js';
import { MaintenanceStore } from '../../src/uptime/store/maintenance.store.js';
import { OutageStore } from '../../src/uptime/store/outage.store.js';
import { PictureDayStore } from '../../src/uptime/store/picture-day.store.js';
import { TimelineStore } from '../../src/uptime/store/timeline.store.js';
import { UptimeStore } from '../../src/uptime/store/uptime.store.js';
import { writeTo } from '../databases.js';

const STEP_MS = 5_000;

/** The registry's door, with cameras that the test enters. */
class TestRegistry extends Registry {
  readonly entries = new Map<string, CameraSummary>();

  change(id: string, change: Partial<CameraSummary>): void {
    this.entries.set(id, { ...sampleSummary(id), ...this.entries.get(id), ...change });
  }

  cameras = async (): Promise<CameraSummary[]> => [...this.entries.values()];
  camera = async (id: string): Promise<CameraSummary | null> => this.entries.get(id) ?? null;
  villages = async () => [{ id: 'v', name: '村', code: null }];
  programmes = async () => [];
  hasDemonstration = async () => false;
  places = async () => [];
  changesOf = async () => [];
  zones = async () => [{ id: 'zone', name: 'local' }];
  completeness = async () => [];
  probeTargets = async () => [];
  probeTarget = async () => null;
  loginOf = async () => null;
  recordObserved = async () => {};
}

/** The store, which knows what is under way, and whose transactions can be made to fail. */
class WatchedStore extends UptimeStore {
  readonly underWay = new Set<Promise<unknown>>();
  isBroken = false;
  /** Happens while the next pulse is being written. */
  amidBeat: () => void = () => {};

  override write(...what: Parameters<UptimeStore['write']>): Promise<ReadonlySet<string>> {
    const failed = Promise.reject<ReadonlySet<string>>(new Error('disk full'));
    failed.catch(() => {});
    return this.watch(this.isBroken ? failed : super.write(...what));
  }

  override beat(aliveAt: Instant): Promise<void> {
    this.amidBeat();
    this.amidBeat = () => {};
    return this.watch(super.beat(aliveAt));
  }

  watch<T>(work: Promise<T>): Promise<T> {
    const watched = work.finally(() => this.underWay.delete(watched));
    this.underWay.add(watched);
    return watched;
  }
}

/** A prober of the zone that was cut off, which is the test. */
class TestLateVerdicts extends LateVerdicts {
  tell: TakeLate = async () => {};

  listen(take: TakeLate): void {
    this.tell = take;
  }
}

/** Its writes are under way with those of the other store. */
class WatchedPictureDays extends PictureDayStore {
  constructor(
    source: DataSource,
    private readonly others: WatchedStore,
  ) {
    super(source);
  }

  override add(...what: Parameters<PictureDayStore['add']>): Promise<void> {
    return this.others.watch(super.add(...what));
  }
}

/** The time of one process: its timers end with it. */
class ProcessClock extends Clock {
  isDead = false;

  constructor(private readonly clock: Clock) {
    super();
  }

  now = (): Instant => this.clock.now();
  monotonicMs = (): number => this.clock.monotonicMs();
  after = (delayMs: number, task: () => void): Cancel =>
    this.clock.after(delayMs, () => {
      if (!this.isDead) task();
    });
}

/** One run of the room from its start to its stop or its sudden end, wired by hand onto a real database. */
export class Run {
  readonly registry = new TestRegistry();
  readonly book: UptimeBook;
  readonly maintenance: MaintenanceBook;
  readonly door: Uptime;
  private readonly open = new OutageBook();
  readonly events: EventBus;
  readonly store: WatchedStore;
  readonly pictureDays: PictureDayStore;
  readonly lateVerdicts = new TestLateVerdicts();
  private readonly clock: ProcessClock;
  private readonly changes: StandingChanges;
  private readonly life: UptimeLife;

  constructor(
    private readonly source: DataSource,
    private readonly time: ManualClock,
  ) {
    const log = new Log({ level: 'silent' });
    const config: Config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' });
    this.clock = new ProcessClock(time);
    this.events = new EventBus(log);
    this.store = new WatchedStore(source);
    this.pictureDays = new WatchedPictureDays(source, this.store);
    this.maintenance = new MaintenanceBook(new MaintenanceStore(source), config);
    this.book = new UptimeBook(this.maintenance);
    const { clock, events, store, book, registry, maintenance } = this;
    const health = new WriteHealth();
    const commit = new BatchCommit(store, maintenance, events, health, log);
    const writer = new TransitionWriter(commit, clock, new RandomIds());
    const names = new CauseNames(registry);
    const outageStore = new OutageStore(source);
    const outages = new OutageKeeper(this.open, book, writer, maintenance, config);
    const incidents = new IncidentKeeper(this.open, book, writer, names, config);
    const prober = new ProberIncidents(this.open, incidents, book, writer);
    const changes = new StandingChanges(book, writer, outages, prober);
    const watch = new ZoneWatch(book, this.open, clock, config);
    const zones = new BlindZones(watch, changes, names, log);
    const threads = new LateThreads();
    const lateOutages = new LateOutageKeeper(this.open, outages, book, writer, maintenance, config);
    const timelines = new TimelineStore(source);
    const late = new LateLooks(book, timelines, changes, lateOutages, threads, watch, clock, config);
    this.changes = changes;
    this.door = new UptimeDoor(book, this.open, outageStore, maintenance, clock);
    const chores = new DailyChores(new DayStore(source), store, book, maintenance, config);
    const reconcile = new ReconcileOutages(outageStore, this.open, book, outages, maintenance);
    const pictures = new PictureDays(this.pictureDays, maintenance);
    const mark = new AliveMark(store, changes, pictures, health, log);
    this.life = new UptimeLife(
      new Recovery(new Recollection(store, registry, book, changes), changes, reconcile, clock),
      new FollowRegister(book, changes, threads, registry, events, clock),
      new FollowVerdicts(
        book,
        new VerdictTaker(changes, zones, threads, clock, config),
        pictures,
        zones,
        clock,
        events,
      ),
      new FollowLateVerdicts(this.lateVerdicts, late, pictures),
      new Pulse(
        mark,
        new SleepWatch(changes, config, log),
        new IdleChores(chores, log),
        new MaintenanceWatch(maintenance, book, events),
        clock,
      ),
      new OutageWatch(outages, new IncidentWatch(this.open, incidents, prober, config), clock, log),
    );
  }

  start(): Promise<void> {
    return this.life.onModuleInit();
  }

  stop(): Promise<void> {
    this.clock.isDead = true;
    return this.life.beforeApplicationShutdown();
  }

  /** As `kill -9`: what it knew is gone, the database is not. */
  kill(): void {
    this.clock.isDead = true;
  }

  /** `tookMs`: so long ago the look began. */
  judge(cameraId: string, verdict: Verdict, tookMs = 0): void {
    const begunMs = this.clock.monotonicMs() - tookMs;
    this.events.publish(new CameraJudged(cameraId, evidenceAt(cameraId, 0), verdict, 0, begunMs));
  }

  /** A prober that was cut off tells what it saw of cameras of the zone. */
  tellLate(looks: readonly { cameraId: string; at: Instant; verdict: Verdict }[]): Promise<void> {
    const judged = looks.map(({ cameraId, at, verdict }) => {
      return { cameraId, evidence: evidenceAt(cameraId, at), verdict, everyMs: MINUTE_MS };
    });
    return this.lateVerdicts.tell('zone', judged);
  }

  async commit(): Promise<void> {
    await this.changes.commit();
  }

  /** Time as it passes for a service that is awake. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.time.advance(Math.min(STEP_MS, left));
      await this.settled();
    }
  }

  /** Until nothing is under way any more. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.store.underWay.size === 0) continue;
      await Promise.allSettled(this.store.underWay);
      quiet = -1;
    }
  }

  lastAlive(): Promise<Instant | null> {
    return this.store.lastAlive();
  }

  async timeline(cameraId: string): Promise<readonly Transition[]> {
    const everything = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 1_000, after: null };
    const found = await new TimelineStore(this.source).between({ cameraId, ...everything });
    return found.map(({ transition }) => transition);
  }
}

function evidenceAt(cameraId: string, at: Instant) {
  const nothing = { rungs: [], clockOffsetMs: null, picture: null };
  return { cameraId, kind: 'frame', at, ...nothing } as const;
}

export async function enterVillage(source: DataSource): Promise<void> {
  await writeTo(
    source,
    `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration)
     VALUES ('v', 0, 0, '村', 'village', FALSE)`,
  );
}

export async function enterCamera(source: DataSource, id: string): Promise<void> {
  const [zone] = (await source.query('SELECT id FROM zones')) as { id: string }[];
  await writeTo(
    source,
    `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
     VALUES ('${id}', 0, 0, '${id}', 'v', '${zone!.id}', 'in-service', FALSE, '127.0.0.1')`,
  );
}
