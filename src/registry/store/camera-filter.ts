import { type FindOptionsWhere, Raw } from 'typeorm';
import type { CameraRow } from './rows.js';

/** Null filters nothing. */
export interface CameraFilter {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly zoneId: string | null;
  readonly lifecycle: string | null;
  /** Part of the name, the device code or the host, in any case. */
  readonly words: string | null;
}

export function whereOf({ words, ...columns }: CameraFilter): FindOptionsWhere<CameraRow>[] {
  const where = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  if (words === null) return [where];
  const contains = Raw((column) => `LOWER(${column}) LIKE :pattern ESCAPE '!'`, {
    pattern: patternOf(words),
  });
  return ['name', 'deviceCode', 'host'].map((column) => ({ ...where, [column]: contains }));
}

/** `%` and `_` in the words mean themselves. */
function patternOf(words: string): string {
  return `%${words.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;
}
