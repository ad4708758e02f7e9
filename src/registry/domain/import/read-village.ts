import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

export function readStatisticalCode(cell: Cell): Read<string> {
  const code = textOf(cell).normalize('NFKC').replaceAll(/\s+/g, '');
  if (/^[1-8]\d{8}(?!000)\d{3}$/.test(code)) return taken(code);
  return refuse(
    'invalid-village-code',
    ['不是村级统计代码', 'is no statistical code of a village'],
    ['12位数字：9位镇代码加3位，后3位不为000', '12 digits: the 9 of the town and 3 more that are not 000'],
  );
}

export function readVillageKind(text: string): Read<'village' | 'community'> {
  const word = text.normalize('NFKC').toLowerCase();
  if (['村', '行政村', '村委会', 'village'].includes(word)) return taken('village');
  if (['社区', '居', '居委会', '社区居委会', 'community'].includes(word)) return taken('community');
  return refuse(
    'unknown-village-kind',
    ['不是 村 或 社区', 'is neither 村 nor 社区'],
    ['填写 村 或 社区', 'write 村 or 社区'],
  );
}

/** GeoJSON as text; whether its rings close is for the schema of boundaries to say. */
export function readBoundary(text: string): Read<unknown> {
  try {
    const geometry = JSON.parse(text) as { type?: unknown } | null;
    if (geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon') return taken(geometry);
  } catch {
    // What is no JSON is no boundary: told below.
  }
  return refuse(
    'invalid-boundary',
    ['不是 GeoJSON 面', 'is no GeoJSON polygon'],
    ['填写 GeoJSON 的 Polygon 或 MultiPolygon (WGS 84)', 'write a GeoJSON Polygon or MultiPolygon in WGS 84'],
  );
}
