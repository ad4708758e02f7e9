import { fen } from '../../kernel/money.js';
import type { Cell } from '../../kernel/sheet/cell.js';
import { recogniseHeaders } from '../../kernel/sheet/recognise-headers.js';
import type { Award } from '../domain/award.js';
import type { FundColumn } from '../domain/import/fund-columns.js';
import type { FundSheet } from '../domain/import/fund-row.js';
import type { AwardGround } from '../domain/import/plan-awards.js';
import type { PurchaseGround } from '../domain/import/plan-purchases.js';

export const HERE = '019a0000-0000-7000-8000-000000000001';
const VILLAGES = [
  { id: HERE, name: '上坡村', code: '350582101208' },
  { id: '019a0000-0000-7000-8000-000000000002', name: '桥头村', code: null },
];

/** The star of 2019, which paid 142,697 yuan. */
export const STAR: Award = {
  id: '019a0000-0000-7000-8000-00000000000a',
  villageId: HERE,
  kind: 'star',
  year: 2019,
  starLevel: 5,
  documentNumber: '安政〔2020〕8号',
  receivedOn: '2020-03-01',
  amountFen: fen(14_269_700),
  note: null,
  version: 1,
  isVoid: false,
  createdAt: 0,
  revision: 1,
};
export const OWN: Award = {
  ...STAR,
  id: '019a0000-0000-7000-8000-00000000000b',
  kind: 'collective',
  year: 2020,
  starLevel: null,
  documentNumber: null,
  amountFen: fen(5_000_000),
};

/** Cells below a header, as a file is read. */
export function sheetOf(
  columns: readonly FundColumn[],
  header: readonly string[],
  ...rows: readonly (readonly Cell[])[]
): FundSheet {
  return {
    plan: recogniseHeaders(header, columns),
    rows: rows.map((cells, index) => ({ row: index + 2, cells })),
  };
}

/** Two villages, on a day of 2026, with nothing entered yet. */
export function ground(more: Partial<AwardGround & PurchaseGround> = {}): AwardGround & PurchaseGround {
  let count = 0;
  return {
    villages: VILLAGES,
    today: '2026-12-01',
    standing: [],
    mayEnter: () => true,
    sources: [STAR, OWN].map((award) => ({ award, leftFen: award.amountFen })),
    purchases: [],
    publicDays: 7,
    isByTown: true,
    nextId: () => `id-${(count += 1)}`,
    ...more,
  };
}
