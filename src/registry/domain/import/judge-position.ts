import { CHINA, contains, type Region } from './regions.js';
import { type Refusal, refusal } from '../../../kernel/sheet/refusal.js';

/** A point as the file has it: in its own system, before anything is shifted. */
export interface WrittenPoint {
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * Whether the point can be meant; null when it can. `expected` is where the camera should hang: its village with a
 * margin, else its province. The systems in use differ by less than 0.02°, which no rule here notices.
 */
export function judgePosition(point: WrittenPoint, expected: Region | null): Refusal | null {
  const region = expected ?? CHINA;
  if (contains(region, point.longitude, point.latitude)) return null;
  if (contains(region, point.latitude, point.longitude)) return swapped(point);
  const mended = likelyMeant(point, region);
  if (mended !== null) return misplaced(point, mended);
  if (Math.abs(point.latitude) > 90 || Math.abs(point.longitude) > 180) {
    return refusal(
      'no-place-on-earth',
      ['经纬度超出范围', 'there is no such place on earth'],
      [
        '经度 -180…180，纬度 -90…90，十进制度',
        'longitude is -180…180 and latitude -90…90, in decimal degrees',
      ],
    );
  }
  if (!contains(CHINA, point.longitude, point.latitude)) return outside(CHINA);
  return expected === null ? null : outside(expected);
}

function swapped({ longitude, latitude }: WrittenPoint): Refusal {
  return refusal(
    'coordinates-swapped',
    ['经度和纬度似乎填反了', 'latitude and longitude look swapped'],
    [`经度填 ${latitude}，纬度填 ${longitude}`, `write longitude ${latitude} and latitude ${longitude}`],
  );
}

function misplaced(point: WrittenPoint, mended: WrittenPoint): Refusal {
  const parts = [
    ...(mended.longitude === point.longitude ? [] : [['经度', 'longitude', mended.longitude] as const]),
    ...(mended.latitude === point.latitude ? [] : [['纬度', 'latitude', mended.latitude] as const]),
  ];
  const list = (index: 0 | 1): string =>
    parts.map((part) => `${part[index]} ${part[2]}`).join(index === 0 ? '，' : ' and ');
  return refusal(
    'coordinate-digits',
    ['经纬度的数位或小数点似乎有误', 'a digit or the decimal point of the position looks wrong'],
    [`是否为 ${list(0)}？`, `did you mean ${list(1)}?`],
  );
}

function outside({ name }: Region): Refusal {
  return refusal(
    'position-outside',
    [`位置不在${name.zh}范围内`, `the position lies outside ${name.en}`],
    ['核对经度、纬度和坐标系', 'check longitude, latitude and their coordinate system'],
  );
}

/** The nearest reading with a shifted decimal point or one other digit that lies in the region. */
function likelyMeant(point: WrittenPoint, region: Region): WrittenPoint | null {
  const isLongitudeFine = point.longitude >= region.west && point.longitude <= region.east;
  const isLatitudeFine = point.latitude >= region.south && point.latitude <= region.north;
  const longitude = isLongitudeFine ? point.longitude : meant(point.longitude, region.west, region.east);
  const latitude = isLatitudeFine ? point.latitude : meant(point.latitude, region.south, region.north);
  return longitude === null || latitude === null ? null : { longitude, latitude };
}

/** `11847215` and `1184.7215` → 118.47215; `128.47215` → 118.47215; null when several digits would have to change. */
function meant(value: number, min: number, max: number): number | null {
  const isIn = (candidate: number): boolean => candidate >= min && candidate <= max;
  const readings = [...shifted(value), ...withOneOtherDigit(value)].filter(isIn);
  const middle = (min + max) / 2;
  return readings.length === 0
    ? null
    : readings.reduce((best, next) => (Math.abs(next - middle) < Math.abs(best - middle) ? next : best));
}

function shifted(value: number): number[] {
  const digits = String(Math.abs(value)).replace('.', '');
  const sign = value < 0 ? -1 : 1;
  const readings = [1, 2, 3].map(
    (length) => Number(`${digits.slice(0, length)}.${digits.slice(length)}`) * sign,
  );
  return [...readings, -value];
}

function withOneOtherDigit(value: number): number[] {
  const whole = String(Math.trunc(Math.abs(value)));
  const rest = String(Math.abs(value)).slice(whole.length);
  const others = [...whole].flatMap((_, index) =>
    [...'0123456789'].map((digit) => whole.slice(0, index) + digit + whole.slice(index + 1)),
  );
  const dropped = [...whole].map((_, index) => whole.slice(0, index) + whole.slice(index + 1));
  const added = [...'0123456789'].flatMap((digit) => [digit + whole, whole + digit]);
  return [...others, ...dropped, ...added].filter((text) => text !== '').map((text) => Number(text + rest));
}
