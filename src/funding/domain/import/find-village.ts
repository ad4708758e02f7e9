import { findGroup, type NamedGroup } from '../../../kernel/sheet/find-group.js';
import { refusal } from '../../../kernel/sheet/refusal.js';
import { textOf } from '../../../kernel/sheet/cell.js';
import type { FundSheet, RowDraft } from './fund-row.js';

/** Villages as they exist for whoever imports. */
export interface VillageGround {
  readonly villages: readonly NamedGroup[];
  /** The day of the town. */
  readonly today: string;
}

/** The village that a row names, or the only one that there is for whoever imports. Null where that is refused. */
export function villageOf(draft: RowDraft, { villages }: VillageGround): NamedGroup | null {
  const word = draft.get<string>('villageId');
  if (word === undefined && villages.length === 1) return villages[0]!;
  if (word === undefined) {
    draft.refuse('villageId', MISSING);
    return null;
  }
  const found = findGroup(word, 'village', villages);
  if (!found.ok) draft.refuse('villageId', found.refusal);
  return found.ok ? villages.find(({ id }) => id === found.value)! : null;
}

/** The last day of the year that a row is for, where it does not say when: as tables are posted. Null for this year. */
export function lastDayOf(draft: RowDraft, { today }: VillageGround): string | null {
  const year = draft.get<number>('year');
  const day = `${year}-12-31`;
  return year === undefined || day > today ? null : day;
}

const MISSING = refusal(
  'missing-village',
  ['缺少村/社区', 'the village is missing'],
  ['填写村/社区的名称或12位代码', 'write the name or the 12-digit code of the village'],
);

/** The villages that any row of a file names. */
export function namedVillages({ plan, rows }: FundSheet, villages: readonly NamedGroup[]): readonly string[] {
  const column = plan.columns.find((each) => each.use === 'known' && each.column.field === 'villageId');
  const words = new Set(column === undefined ? [] : rows.map(({ cells }) => textOf(cells[column.index])));
  const named = [...words].map((word) => findGroup(word, 'village', villages));
  const ids = named.flatMap((found) => (found.ok ? [found.value] : []));
  return villages.length === 1 ? [villages[0]!.id] : [...new Set(ids)];
}
