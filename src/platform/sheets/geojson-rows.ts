import type { Cell, SheetRow } from '../../kernel/sheet/cell.js';
import { decodeText } from './csv-text.js';
import { type FileLimits, FileRefused } from './file-refused.js';

interface Feature {
  readonly type?: unknown;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

const GEOMETRY = { areas: '边界', longitude: '经度', latitude: '纬度' };

/**
 * A FeatureCollection as a table: properties are columns, a point is 经度 and 纬度, an area is 边界. Row 1 is the header,
 * so the first feature is row 2.
 */
export function geojsonRows(bytes: Buffer, limits: FileLimits): SheetRow[] {
  const features = featuresOf(decodeText(bytes).text);
  const tables = features.map((feature, index) => cellsOf(feature, index));
  const headers = [...new Set(tables.flatMap((cells) => [...cells.keys()]))];
  if (headers.length > limits.maxColumns) {
    throw new FileRefused('too-many-columns', `The features have more than ${limits.maxColumns} properties.`);
  }
  const rows = tables.map((cells, index) => ({
    row: index + 2,
    cells: headers.map((header) => cells.get(header) ?? null),
  }));
  return [{ row: 1, cells: headers }, ...rows];
}

function featuresOf(text: string): readonly Feature[] {
  const json = parsed(text) as { type?: unknown; features?: unknown } | null;
  if (json?.type === 'FeatureCollection' && Array.isArray(json.features)) return json.features as Feature[];
  throw new FileRefused('no-feature-collection', 'The JSON is no GeoJSON FeatureCollection.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileRefused(
      'broken-json',
      `The JSON cannot be read: ${(cause as Error).message.slice(0, 200)}.`,
    );
  }
}

function cellsOf(feature: Feature, index: number): Map<string, Cell> {
  if (feature?.type !== 'Feature')
    throw new FileRefused('no-feature', `Feature ${index + 1} is no GeoJSON Feature.`);
  const cells = new Map<string, Cell>();
  for (const [header, value] of Object.entries(feature.properties ?? {})) cells.set(header, cellOf(value));
  const { geometry } = feature;
  if (geometry?.type === 'Point' && Array.isArray(geometry.coordinates)) {
    // A file may say a position in words, too, in its own coordinate system: then that is what was meant.
    const [longitude, latitude] = geometry.coordinates as unknown[];
    if (!cells.has(GEOMETRY.longitude)) cells.set(GEOMETRY.longitude, cellOf(longitude));
    if (!cells.has(GEOMETRY.latitude)) cells.set(GEOMETRY.latitude, cellOf(latitude));
  } else if (geometry) {
    cells.set(GEOMETRY.areas, JSON.stringify(geometry));
  }
  return cells;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}
