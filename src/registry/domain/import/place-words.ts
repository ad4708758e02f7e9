import { DETAILS, type Detail, PLACE_KINDS, type PlaceKind } from '../place.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

/** Words for the levels of EN 62676-4, the first as templates show it. 辨识 is none: makers use it for two of them. */
export const DETAIL_WORDS: Readonly<Record<Detail, readonly string[]>> = {
  detect: ['探测', '检测', '发现', '25'],
  observe: ['观察', '62.5'],
  recognise: ['识别', '125', 'recognize'],
  identify: ['辨认', '确认', '250'],
};

export function readDetail(text: string): Read<Detail> {
  const word = text.normalize('NFKC').toLowerCase();
  const detail = DETAILS.find((each) => word === each || DETAIL_WORDS[each].includes(word));
  if (detail !== undefined) return taken(detail);
  const list = DETAILS.map((each) => DETAIL_WORDS[each][0]!).join('、');
  return refuse(
    'unknown-detail',
    [`“${text}”不是等级`, `"${text}" is no level of detail`],
    [`填写 ${list}`, `write one of ${DETAILS.join(', ')}`],
  );
}

export function readPlaceKind(text: string): Read<PlaceKind> {
  const word = text.normalize('NFKC');
  const kind = PLACE_KINDS.find((each) => each === word);
  if (kind !== undefined) return taken(kind);
  const list = PLACE_KINDS.join('、');
  return refuse(
    'unknown-place-kind',
    [`“${text}”不是重点部位的类型`, `"${text}" is no kind of place`],
    [`填写 ${list}`, `write one of ${list}`],
  );
}

/** GeoJSON as text; what of it is a place is for the schema of places to say. */
export function readGeometry(text: string): Read<unknown> {
  try {
    const geometry: unknown = JSON.parse(text);
    if (typeof geometry === 'object' && geometry !== null) return taken(geometry);
  } catch {
    // What is no JSON is no geometry: told below.
  }
  return refuse(
    'invalid-geometry',
    ['不是 GeoJSON 几何', 'is no GeoJSON geometry'],
    [
      '填写 GeoJSON 的 Point、LineString、Polygon 或 MultiPolygon (WGS 84)',
      'write a GeoJSON Point, LineString, Polygon or MultiPolygon in WGS 84',
    ],
  );
}
