import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../camera.js';
import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

const WORDS: Readonly<Record<CoordinateSystem, readonly string[]>> = {
  WGS84: ['wgs84', 'gps', '4326', 'epsg4326', '大地坐标'],
  CGCS2000: ['cgcs2000', '2000', '国家2000', '4490', 'epsg4490', '国家大地坐标系2000'],
  GCJ02: ['gcj02', 'gcj', '火星', '火星坐标', '高德', '腾讯', 'amap'],
  BD09: ['bd09', 'bd09ll', '百度', '百度坐标', 'baidu'],
};

export function readSystem(text: string): Read<CoordinateSystem> {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s:_-]+/g, '')
    .replace(/坐标系?$/, '');
  const system = COORDINATE_SYSTEMS.find((name) =>
    WORDS[name].some((known) => known === word || known.replace(/坐标系?$/, '') === word),
  );
  if (system !== undefined) return taken(system);
  const list = COORDINATE_SYSTEMS.join('、');
  return refuse(
    'unknown-coordinate-system',
    [`“${text}”不是已知的坐标系`, `"${text}" is no coordinate system known here`],
    [`填写 ${list}`, `write one of ${COORDINATE_SYSTEMS.join(', ')}`],
  );
}

/** Degrees as a decimal number, or as degrees, minutes and seconds: 118°28′12″ is 118.47. */
export function readCoordinate(cell: Cell): Read<number> {
  const text = textOf(cell)
    .normalize('NFKC')
    .replace(/^[EN东北]|[EN东北]$/gi, '')
    .trim();
  const decimal = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)°?$/i.exec(text);
  if (decimal) return taken(Number(decimal[1]));
  // NFKC makes two primes of the double one.
  const sexagesimal = /^(\d+)[°度]\s*(\d+(?:\.\d+)?)[′'分]\s*(?:(\d+(?:\.\d+)?)(?:′′|''|"|秒))?$/.exec(text);
  if (sexagesimal) {
    const [degrees, minutes, seconds] = sexagesimal.slice(1).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
    ];
    if (minutes < 60 && seconds < 60)
      return taken(Number((degrees + minutes / 60 + seconds / 3_600).toFixed(7)));
  }
  return refuse(
    'no-coordinate',
    ['不是经纬度', 'is not a coordinate'],
    ['填写十进制度，如 118.47215', 'write decimal degrees, as 118.47215'],
  );
}
