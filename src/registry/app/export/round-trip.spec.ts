import * as fc from 'fast-check';
import { RandomIds } from '../../../platform/clock/ids.js';
import { type Camera, COORDINATE_SYSTEMS, LIFECYCLES } from '../../domain/camera.js';
import { CODE_TABLES, type CodeTable } from '../../domain/code-tables.js';
import { LOCAL_ZONE_ID, type Village } from '../../domain/groups.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import { recogniseHeaders } from '../../../kernel/sheet/recognise-headers.js';
import { exportCells, exportHeaders } from '../../domain/import/write-cells.js';
import { REGISTER_COLUMNS, REGISTER_FIELDS, type RegisterField } from '../../domain/register-columns.js';
import { csvRows } from '../../../platform/sheets/csv-rows.js';
import { csvPieces, xlsxPieces } from '../../../platform/sheets/write-table.js';
import { xlsxRows } from '../../../platform/sheets/xlsx-rows.js';
import { cameraSchema } from '../../http/camera.schema.js';
import { newCameraRow } from '../../store/camera-mapper.js';
import { CameraPlanner } from '../import/camera-planner.js';
import type { Lookups } from '../import/lookups.js';

const VILLAGE = '019a0000-0000-7000-8000-000000000001';
const LIMITS = { maxRows: 100, maxColumns: 200, maxUnpackedBytes: 100_000_000 };
const village = { id: VILLAGE, name: '上坡村', code: null, boundary: null } as unknown as Village;
const lookups: Lookups = {
  groups: {
    village: [village],
    programme: [],
    zone: [{ id: LOCAL_ZONE_ID, name: 'local', code: null }],
    credential: [],
  },
  villages: new Map([[VILLAGE, village]]),
  nameOf: (_noun, id) => id,
};

/** Whatever the API takes, with a liking for what spreadsheets stumble over. */
const nasty = fc.constantFrom(
  '=1+1',
  '+1',
  '-1',
  '@x',
  "'=1",
  "''",
  "'",
  '"',
  'a,b',
  '#N/A',
  '007',
  '1e5',
  '3.5E+19',
  '2024/5/1',
  'TRUE',
  '村',
  '；',
  '_x000D_',
  '&amp;<b>',
  '　',
);
const text = (maxLength: number) =>
  fc
    .oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 20 }))
    .map((value) =>
      value
        .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
        .slice(0, maxLength)
        .trim(),
    )
    .filter((value) => !/\p{Cs}/u.test(value) && !value.includes('://'));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const codeOf = (table: CodeTable) => fc.constantFrom(...Object.keys(CODE_TABLES[table]));

function registerValue(field: RegisterField): fc.Arbitrary<unknown> {
  const column = REGISTER_COLUMNS[field] as unknown as {
    kind: string;
    maxLength: number;
    min: number;
    max: number;
    isWhole?: true;
    table: CodeTable;
  };
  switch (column.kind) {
    case 'text':
      return text(column.maxLength);
    case 'ipv6':
      return fc.constantFrom('2001:db8::1', 'fd00::5');
    case 'number':
      return column.isWhole
        ? fc.integer({ min: column.min, max: column.max })
        : fc.double({ min: column.min, max: column.max, noNaN: true });
    case 'date':
      return fc.constantFrom('2024-02-29', '1999-12-31', '2025-01-01');
    case 'flag':
      return fc.boolean();
    case 'code':
      return codeOf(column.table);
    default:
      return fc.uniqueArray(codeOf(column.table), { maxLength: 5 });
  }
}

const path = fc.constantFrom(
  '/',
  '/onvif/device_service',
  '/h264?a=1&b=2',
  '/Streaming/Channels/101',
  '/中文',
);
const service = orNull(fc.record({ port: fc.integer({ min: 1, max: 65_535 }), path, tls: fc.boolean() }));
const raw = fc.record({ x: degrees(180), y: degrees(90), system: fc.constantFrom(...COORDINATE_SYSTEMS) });

const cameras: fc.Arbitrary<Camera> = fc
  .record({
    name: text(100).filter((name) => name !== ''),
    deviceCode: orNull(fc.stringMatching(/^\d{20}$/)),
    lifecycle: fc.constantFrom(...LIFECYCLES),
    siteKind: orNull(text(50).filter((kind) => kind !== '')),
    isDemonstration: fc.boolean(),
    position: orNull(fc.record({ latitudeDeg: degrees(90), longitudeDeg: degrees(180) })),
    rawPosition: orNull(raw),
    host: fc.constantFrom('10.1.1.1', 'camera-1.example', '2001:db8::9'),
    mac: orNull(fc.constantFrom('00-11-22-33-44-55')),
    onvif: service,
    rtsp: service,
    register: fc.record(
      Object.fromEntries(REGISTER_FIELDS.map((field) => [field, orNull(registerValue(field))])),
    ),
    customFields: fc.dictionary(
      fc
        .oneof(nasty, text(30), fc.constantFrom('设备名称', 'SBBM', '自定义:x', '备注(内部)'))
        .map((key) => key.trim()),
      text(50),
      { maxKeys: 4 },
    ),
  })
  .filter(({ onvif, rtsp }) => onvif !== null || rtsp !== null)
  .map(({ host, mac, onvif, rtsp, position, rawPosition, ...rest }) => ({
    ...rest,
    id: '019a0000-0000-7000-8000-0000000000ca',
    villageId: VILLAGE,
    programmeId: null,
    zoneId: LOCAL_ZONE_ID,
    credentialId: null,
    position,
    rawPosition: position === null ? null : rawPosition,
    network: { host, mac, onvif, rtsp },
    register: rest.register as never,
    customFields: rest.customFields,
    observed: null,
    createdAt: 0,
    updatedAt: 0,
  }))
  .filter((camera) => isTakenByTheApi(camera)) as unknown as fc.Arbitrary<Camera>;

function isTakenByTheApi({
  name,
  customFields,
  siteKind,
  register,
  network,
}: Pick<Camera, 'name' | 'customFields' | 'siteKind' | 'register' | 'network'>): boolean {
  return cameraSchema.safeParse({ name, customFields, siteKind, register, network, villageId: VILLAGE })
    .success;
}

async function again(camera: Camera, [header, ...rows]: readonly SheetRow[]) {
  const planner = new CameraPlanner({
    lookups,
    system: 'WGS84',
    ids: new RandomIds(),
    now: 1,
    isVisible: () => true,
    isVillager: false,
    find: async () => [newCameraRow(camera)],
    defaults: {
      villageId: null,
      programmeId: null,
      zoneId: LOCAL_ZONE_ID,
      credentialId: null,
      onvifPort: 80,
    },
  });
  const plan = recogniseHeaders(header!.cells, planner.columns);
  const [row] = await planner.plan(rows, plan);
  return {
    outcome: row!.outcome,
    changes: row!.changes,
    rejections: row!.rejections,
    duplicates: plan.duplicates,
  };
}

const UNCHANGED = { outcome: 'unchanged', changes: [], rejections: [], duplicates: [] };

function tableOf(camera: Camera) {
  const custom = Object.keys(camera.customFields);
  const keyOf = (noun: string, id: string | null) =>
    id === null ? null : noun === 'village' ? '上坡村' : 'local';
  return [exportHeaders(custom), exportCells(camera, custom, keyOf)];
}

describe('what is exported imports again without a change', () => {
  it('as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(cameras, async (camera) => {
        let file = '';
        for await (const piece of csvPieces(tableOf(camera))) file += piece;
        expect(await again(camera, csvRows(Buffer.from(file), LIMITS))).toEqual(UNCHANGED);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('as a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(cameras, async (camera) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of xlsxPieces(tableOf(camera), 'S') as unknown as AsyncIterable<Uint8Array>)
          pieces.push(piece);
        const rows: SheetRow[] = [];
        for await (const row of xlsxRows(Buffer.concat(pieces), LIMITS)) rows.push(row);
        expect(await again(camera, rows)).toEqual(UNCHANGED);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
