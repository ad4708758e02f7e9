import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile as readBytes, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import { Config } from '../../../platform/config/config.js';
import { type FileLimits, FileRefused } from '../../../platform/sheets/file-refused.js';
import { findHeader } from '../../../platform/sheets/find-header.js';
import { readFile } from '../../../platform/sheets/read-file.js';
import type { FileLimit, ReceivedFile } from '../../../platform/upload/receive-file.js';
import { type FundColumn, otherUnits } from '../../domain/import/fund-columns.js';
import type { FundSheet } from '../../domain/import/fund-row.js';
import { refuseGone } from './import-order.js';

/** A file of awards or purchases, read. */
export interface FundFile {
  /** As its sender calls it. */
  readonly name: string | null;
  /** Hexadecimal, of its bytes. */
  readonly sha256: string;
  readonly sheet: FundSheet;
}

const MB = 1_048_576;
/** XML of a sheet unpacks to some ten times its size. */
const UNPACKED = 15;
/** Years of a town, and few enough to be weighed at once: some 0.2 ms a row, in which nothing else is answered. */
const MOST_ROWS = 2_000;
const TIMEOUT_MS = 60_000;

/** Takes in files of past years, and reads them in a thread of their own. */
@Injectable()
export class FundFiles implements OnModuleInit {
  /** Where a file lies until it is read. */
  readonly folder: string;

  constructor(@Inject(Config) private readonly config: Pick<Config, 'imports' | 'dataDir'>) {
    this.folder = join(config.dataDir, 'funding-imports');
  }

  /** What a service that was killed has left. */
  onModuleInit(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get limit(): FileLimit {
    return { maxMb: this.config.imports.maxFileMb, setting: 'imports.maxFileMb' };
  }

  /**
   * The file is removed. One that cannot be read is a `DomainError` of the kind `unprocessable`; the same where whoever
   * sent it has gone.
   */
  async read(
    { path, name }: ReceivedFile,
    columns: readonly FundColumn[],
    leaving: AbortSignal,
  ): Promise<FundFile> {
    try {
      const sha256 = createHash('sha256')
        .update(await readBytes(path))
        .digest('hex');
      return { name, sha256, sheet: await this.sheetOf(path, columns, leaving) };
    } catch (cause) {
      refuseGone(leaving);
      if (cause instanceof FileRefused) throw new DomainError('unprocessable', cause.code, cause.message);
      throw cause;
    } finally {
      await rm(path, { force: true });
    }
  }

  private async sheetOf(
    path: string,
    columns: readonly FundColumn[],
    signal: AbortSignal,
  ): Promise<FundSheet> {
    const rows: SheetRow[] = [];
    const patience = { timeoutMs: TIMEOUT_MS, signal };
    for await (const batch of readFile(path, this.limits, patience)) rows.push(...batch);
    if (rows.length === 0) throw new FileRefused('empty-file', 'The file holds no rows.');
    const { plan, skip } = findHeader(rows, columns);
    const known = plan.columns.flatMap((column) => (column.use === 'known' ? [column] : []));
    const [other] = otherUnits(known);
    if (other !== undefined)
      throw new FileRefused(
        'other-unit',
        `The column "${other}" counts in another unit; write yuan (元), and months (月), and head it so.`,
      );
    return { plan, rows: rows.slice(skip) };
  }

  private get limits(): FileLimits {
    const { maxRows, maxColumns, maxFileMb } = this.config.imports;
    return {
      maxRows: Math.min(maxRows, MOST_ROWS),
      maxColumns,
      maxUnpackedBytes: maxFileMb * MB * UNPACKED,
    };
  }
}
