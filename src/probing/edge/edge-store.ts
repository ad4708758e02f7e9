import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import type { Found } from '../line/evidence-batch.js';
import type { WiredErrand } from '../line/probe-job.js';

const BYTES_IN_MB = 1_048_576;

const TABLES = `
  CREATE TABLE IF NOT EXISTS plan (camera_id TEXT PRIMARY KEY, errand TEXT NOT NULL, own_at INTEGER);
  CREATE TABLE IF NOT EXISTS spool (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    zone_id TEXT NOT NULL,
    looks INTEGER NOT NULL,
    body BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS dropped (zone_id TEXT PRIMARY KEY, looks INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS self (id INTEGER PRIMARY KEY CHECK (id = 1), instance TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS hour (id INTEGER PRIMARY KEY CHECK (id = 1), posted_at INTEGER NOT NULL, taken_at INTEGER NOT NULL, ahead_ms INTEGER NOT NULL);
`;

/** What is to be looked at of one camera, with what is remembered of it. */
export interface Planned {
  readonly errand: WiredErrand;
  /** When we last looked by ourselves, as long as nobody was told what it left; else null. */
  readonly ownAt: Instant | null;
}

export interface Spooled {
  readonly seq: number;
  /** Names the parcel wherever it goes: sent twice it is the same. */
  readonly id: string;
  readonly zoneId: string;
  readonly items: readonly Found[];
  /** So many looks of the zone could not be kept. */
  readonly dropped: number;
}

/** When the last job was posted, by the planner's clock, and taken, by ours as it agreed then. */
export interface LastHour {
  readonly postedAt: Instant;
  readonly takenAt: Instant;
  /** What the clock of this machine was ahead by then. */
  readonly aheadMs: number;
}

/** What a prober keeps on its own disk for when it is cut off: the last plan, and what it saw since. Logins in it are sealed. */
@Injectable()
export class EdgeStore implements OnApplicationShutdown {
  /** Tells this prober from others of its name, also after a restart. */
  readonly instance: string;
  private readonly database: Database.Database;
  private readonly maxBytes: number;
  private bytes: number;

  constructor(
    @Inject(Config) { dataDir, prober }: Config,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) log: Log,
  ) {
    this.maxBytes = prober.spoolMb * BYTES_IN_MB;
    this.database = open(dataDir, log);
    this.database.prepare('INSERT OR IGNORE INTO self (id, instance) VALUES (1, ?)').run(ids.next());
    this.instance = this.database.prepare('SELECT instance FROM self').pluck().get() as string;
    this.bytes = this.number('SELECT COALESCE(SUM(LENGTH(body)), 0) FROM spool');
  }

  onApplicationShutdown(): void {
    this.database.close();
  }

  get isSpoolEmpty(): boolean {
    return this.bytes === 0;
  }

  plan(): readonly Planned[] {
    const rows = this.database.prepare('SELECT errand, own_at AS ownAt FROM plan').all();
    return (rows as { errand: string; ownAt: Instant | null }[]).map(({ errand, ownAt }) => {
      return { errand: JSON.parse(errand) as WiredErrand, ownAt };
    });
  }

  savePlan(changed: readonly Planned[], goneIds: readonly string[]): void {
    const put = this.database.prepare(
      'INSERT OR REPLACE INTO plan (camera_id, errand, own_at) VALUES (?, ?, ?)',
    );
    const remove = this.database.prepare('DELETE FROM plan WHERE camera_id = ?');
    this.database.transaction(() => {
      for (const { errand, ownAt } of changed) put.run(errand.target.cameraId, JSON.stringify(errand), ownAt);
      for (const id of goneIds) remove.run(id);
    })();
  }

  hour(): LastHour | null {
    const row = this.database
      .prepare('SELECT posted_at AS postedAt, taken_at AS takenAt, ahead_ms AS aheadMs FROM hour')
      .get();
    return (row as LastHour | undefined) ?? null;
  }

  saveHour({ postedAt, takenAt, aheadMs }: LastHour): void {
    this.database
      .prepare('INSERT OR REPLACE INTO hour (id, posted_at, taken_at, ahead_ms) VALUES (1, ?, ?, ?)')
      .run(postedAt, takenAt, aheadMs);
  }

  /** Keeps what was seen of one zone; where there is no room for it, the oldest goes, and is counted. */
  put(zoneId: string, items: readonly Found[]): void {
    const body = gzipSync(JSON.stringify(items));
    this.database.transaction(() => {
      this.database
        .prepare('INSERT INTO spool (id, zone_id, looks, body) VALUES (?, ?, ?, ?)')
        .run(this.ids.next(), zoneId, items.length, body);
      this.bytes += body.length;
      while (this.bytes > this.maxBytes && this.dropOldest());
    })();
  }

  /** The oldest that is there. */
  next(): Spooled | null {
    const row = this.database
      .prepare('SELECT seq, id, zone_id AS zoneId, body FROM spool ORDER BY seq LIMIT 1')
      .get() as { seq: number; id: string; zoneId: string; body: Buffer } | undefined;
    if (row === undefined) return null;
    const { seq, id, zoneId, body } = row;
    const dropped = this.number('SELECT COALESCE(SUM(looks), 0) FROM dropped WHERE zone_id = ?', zoneId);
    return { seq, id, zoneId, dropped, items: JSON.parse(gunzipSync(body).toString()) as readonly Found[] };
  }

  /** It was told, and with it what could not be kept. */
  told({ seq, zoneId }: Spooled): void {
    this.database.transaction(() => {
      this.remove(seq);
      this.database.prepare('DELETE FROM dropped WHERE zone_id = ?').run(zoneId);
    })();
  }

  private remove(seq: number): void {
    const bytes = this.number('SELECT LENGTH(body) FROM spool WHERE seq = ?', seq);
    this.database.prepare('DELETE FROM spool WHERE seq = ?').run(seq);
    this.bytes -= bytes;
  }

  private dropOldest(): boolean {
    const oldest = this.database
      .prepare('SELECT seq, zone_id AS zoneId, looks FROM spool ORDER BY seq LIMIT 1')
      .get() as { seq: number; zoneId: string; looks: number } | undefined;
    if (oldest === undefined) return false;
    this.database
      .prepare(
        'INSERT INTO dropped (zone_id, looks) VALUES (?, ?) ON CONFLICT (zone_id) DO UPDATE SET looks = looks + excluded.looks',
      )
      .run(oldest.zoneId, oldest.looks);
    this.remove(oldest.seq);
    return true;
  }

  private number(query: string, ...values: readonly unknown[]): number {
    return this.database
      .prepare(query)
      .pluck()
      .get(...values) as number;
  }
}

/** One that a loss of power has spoilt is put aside: a prober begins anew rather than not at all. */
function open(dataDir: string, log: Log): Database.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'prober.sqlite');
  try {
    return ready(file);
  } catch (cause) {
    const aside = `${file}.spoilt`;
    renameSync(file, aside);
    log.error({ err: cause, aside }, 'what was kept for when we are cut off cannot be read; beginning anew');
    return ready(file);
  }
}

function ready(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(TABLES);
  return database;
}
