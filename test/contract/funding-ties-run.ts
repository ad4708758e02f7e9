import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Acceptance } from '../../src/funding/app/acceptance.js';
import { ExplanationDesk } from '../../src/funding/app/explanation-desk.js';
import { Outcomes } from '../../src/funding/app/outcomes.js';
import { Proofs } from '../../src/funding/app/proofs.js';
import { Sightings } from '../../src/funding/app/sightings.js';
import { StandingDesk } from '../../src/funding/app/standing-desk.js';
import { SupplierDesk } from '../../src/funding/app/supplier-desk.js';
import { Tallies } from '../../src/funding/app/tallies.js';
import { TieDesk } from '../../src/funding/app/tie-desk.js';
import { TieMatcher } from '../../src/funding/app/tie-matcher.js';
import { PurchaseFinder } from '../../src/funding/store/purchase-finder.js';
import { TieStore } from '../../src/funding/store/tie.store.js';
import { fen } from '../../src/kernel/money.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import type { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { DevicesReader } from '../../src/registry/app/devices.reader.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { ChangeBook } from '../../src/registry/store/change-book.js';
import { RegistryStore } from '../../src/registry/store/registry.store.js';
import { CameraDaysReader } from '../../src/uptime/app/camera-days.reader.js';
import { MaintenanceBook } from '../../src/uptime/app/maintenance-book.js';
import { PeriodTimesReader } from '../../src/uptime/app/period-times.js';
import { UptimeBook } from '../../src/uptime/app/uptime-book.js';
import { newStanding } from '../../src/uptime/domain/standing.js';
import { DayStore } from '../../src/uptime/store/day.store.js';
import { MaintenanceStore } from '../../src/uptime/store/maintenance.store.js';
import { PictureDayStore } from '../../src/uptime/store/picture-day.store.js';
import { sampleSummary } from '../../src/uptime/testing/sample-summary.js';
import { writeTo } from '../databases.js';
import { draftOf, FundingRun, HERE } from './funding-run.js';

interface Entered {
  readonly villageId?: string;
  readonly serial?: string;
  readonly at?: number;
  readonly programmeId?: string;
}

/** Purchases and the cameras they became, on a real register and real days of uptime. */
export class TiesRun extends FundingRun {
  readonly ties: TieDesk;
  readonly matcher: TieMatcher;
  readonly explanations: ExplanationDesk;
  readonly acceptance: Acceptance;
  readonly standings: StandingDesk;
  readonly suppliers: SupplierDesk;
  readonly sightings: Sightings;
  readonly outcomes: Outcomes;
  readonly store: TieStore;
  readonly book: UptimeBook;
  private readonly pictures: PictureDayStore;

  constructor(source: DataSource, clock: ManualClock) {
    super(source, clock);
    const config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' });
    const maintenance = new MaintenanceBook(new MaintenanceStore(source), config);
    this.book = new UptimeBook(maintenance);
    this.pictures = new PictureDayStore(source);
    const periods = new PeriodTimesReader(new DayStore(source), this.book, maintenance, clock);
    const days = new CameraDaysReader(this.pictures, periods);
    const books = new ChangeBook(this.actors, clock, new RandomIds());
    const devices = new DevicesReader(new RegistryStore(source, books));
    this.store = new TieStore(source);
    this.ties = new TieDesk(this.store, this.purchases, devices, this.villages, this.hand);
    this.matcher = new TieMatcher(this.store, this.purchases, devices, this.ties, this.hand);
    this.explanations = new ExplanationDesk(this.store, this.purchases, this.hand);
    const proofs = new Proofs(days, config);
    this.acceptance = new Acceptance(this.pen, this.purchases, this.store, proofs);
    const sightings = (this.sightings = new Sightings(this.book, days, this.villages));
    const finder = new PurchaseFinder(source);
    this.outcomes = new Outcomes(finder, this.store, proofs);
    const tallies = new Tallies(this.outcomes, sightings, this.hand);
    this.suppliers = new SupplierDesk(tallies, this.villages);
    this.standings = new StandingDesk(this.purchases, this.store, proofs, sightings, this.hand);
  }

  static override async start(source: DataSource, clock: ManualClock): Promise<TiesRun> {
    await FundingRun.start(source, clock);
    return new TiesRun(source, clock);
  }

  /** In the register and in the book of uptime. */
  async camera(
    name: string,
    { villageId = HERE, serial, at = this.clock.now(), programmeId }: Entered = {},
  ): Promise<string> {
    const id = randomUUID();
    const observed = serial === undefined ? 'NULL, NULL' : `'${serial}', 0`;
    await writeTo(
      this.source,
      `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host,
         observed_serial, observed_at)
       VALUES ('${id}', ${at}, ${at}, '${name}', '${villageId}', '${LOCAL_ZONE_ID}', 'in-service', FALSE, '127.0.0.1',
         ${observed})`,
    );
    this.book.enter(
      sampleSummary(id, { name, villageId, programmeId: programmeId ?? null }),
      newStanding(at),
    );
    return id;
  }

  /** A frame of the camera was decoded on each of so many days of January 2026. */
  see(cameraId: string, count: number): Promise<void> {
    const days = Array.from({ length: count }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')}`);
    return this.pictures.add(days.map((day) => ({ cameraId, day })));
  }

  /** Of so many pieces at one yuan each. */
  async buyPieces(quantity: number): Promise<string> {
    const draft = this.pieces(await this.award(quantity * 100), quantity);
    return (await this.pen.enter(this.newCall(draft), HERE, draft)).id;
  }

  pieces(awardId: string, quantity: number, what = '枪机') {
    const draft = draftOf({ [awardId]: quantity * 100 });
    return { ...draft, lines: [{ ...draft.lines[0]!, what, quantity, unitPriceFen: fen(100) }] };
  }

  /** All the way to where only closing is left. */
  async publicised(id: string): Promise<void> {
    await this.as('林文书', 'village', () => this.pen.do(id, { action: 'submit' }, null));
    await this.as('所长', 'admin', () => this.pen.do(id, { action: 'approve' }, null));
    const days = { publicFrom: '2025-12-01', publicTo: '2025-12-08', reviewedOn: '2025-11-30' };
    await this.as('所长', 'admin', () => this.pen.do(id, { action: 'publicise', ...days }, null));
  }
}
