import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Uptime } from '../../uptime/index.js';
import { cameraColumns, type ShownCamera } from '../domain/camera-columns.js';

const zip = promisify(gzip);
/** Answers for so many different sets of villages are kept; one of a hundred thousand cameras is 13 MB. */
const MAX_KEPT = 8;
/** Names and codes repeat: more effort saves little and costs the processor. */
const ZIP = { level: 3 } as const;

export interface CameraBoard {
  /** The version of the answer, with its quotes: the same as long as nothing changed for whoever asks. */
  readonly etag: string;
  readonly json: Buffer;
  readonly zipped: () => Promise<Buffer>;
}

/** All cameras at once, for a map. Made from memory, once for all who see the same, and anew when one of them changed. */
@Injectable()
export class CameraBoards {
  private readonly kept = new Map<string, { readonly revision: number; readonly board: CameraBoard }>();
  private readonly run: string;

  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) ids: Ids,
  ) {
    this.run = ids.next();
  }

  /** Of the villages of whoever asks. */
  board(): CameraBoard {
    const villageIds = this.scope.only()?.toSorted() ?? null;
    const key = villageIds?.join(' ') ?? '*';
    const revision = this.uptime.revision();
    const before = this.kept.get(key);
    if (before?.revision === revision) return before.board;
    const board = this.make(`${this.run} ${revision} ${key}`);
    this.keep(key, { revision, board });
    return board;
  }

  private make(version: string): CameraBoard {
    const json = Buffer.from(
      JSON.stringify({ at: toIso(this.clock.now()), ...cameraColumns(this.cameras()) }),
    );
    let zipped: Promise<Buffer> | null = null;
    return {
      etag: `"${createHash('sha256').update(version).digest('base64url').slice(0, 22)}"`,
      json,
      zipped: () => (zipped ??= zip(json, ZIP)),
    };
  }

  private cameras(): readonly ShownCamera[] {
    const maintained = this.uptime.maintained();
    return this.uptime
      .standings()
      .filter(({ villageId }) => this.scope.allows(villageId))
      .map((camera) => ({ ...camera, isInMaintenance: maintained.has(camera.cameraId) }));
  }

  /** What was asked for the longest time ago goes first. */
  private keep(key: string, entry: { readonly revision: number; readonly board: CameraBoard }): void {
    this.kept.delete(key);
    this.kept.set(key, entry);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
