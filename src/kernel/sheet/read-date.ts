import { type Cell, textOf } from './cell.js';
import { type Read, refuse, taken } from './refusal.js';

/** Day 0 of Excel's calendar, which believes in a 29 February 1900. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** 1970-01-01 … 2099-12-31 as Excel counts them: what is outside is no date of a camera. */
const SERIALS = { first: 25_569, last: 73_050 };

/** `2024-05-01`, `2024/5/1`, `2024.5.1`, `2024年5月1日`, `20240501`, and the number that Excel keeps for a day. */
export function readDate(cell: Cell): Read<string> {
  const text = textOf(cell).normalize('NFKC');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts) {
    const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
    const date = isoOf(Date.UTC(year, month - 1, day));
    if (date === [pad(year, 4), pad(month, 2), pad(day, 2)].join('-')) return taken(date);
    return refuse('no-such-day', ['没有这一天', 'there is no such day'], MEND);
  }
  const serial = Number(text);
  if (/^\d{5}(\.\d+)?$/.test(text) && serial >= SERIALS.first && serial <= SERIALS.last) {
    return taken(isoOf(EXCEL_EPOCH + Math.floor(serial) * DAY_MS));
  }
  return refuse('no-date', ['不是日期', 'is not a date'], MEND);
}

const MEND = ['按 2024-05-01 的格式填写', 'write it as 2024-05-01'] as const;

function isoOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
