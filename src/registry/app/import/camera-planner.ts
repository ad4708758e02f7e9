import { setImmediate } from 'node:timers/promises';
import type { Ids } from '../../../platform/clock/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Camera, CoordinateSystem, RawPosition } from '../../domain/camera.js';
import { CAMERA_COLUMNS, type ImportColumn } from '../../domain/import/camera-columns.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import { deviceCodeFindings } from '../../domain/import/device-code.js';
import { differences } from '../../domain/import/differences.js';
import { type EntryDefaults, entryOf, type WrittenEntry } from '../../domain/import/entry-values.js';
import { findGroup, type GroupNoun } from '../../../kernel/sheet/find-group.js';
import { readValue } from '../../domain/import/read-value.js';
import { type CameraIdentity, type KnownCamera, matchCamera } from '../../domain/import/match-camera.js';
import { readRow, refusedAt } from '../../../kernel/sheet/read-row.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import { emptyRegister } from '../../domain/register-columns.js';
import { type TownField, townField } from '../../domain/town-login.js';
import { changedColumns, newCameraRow, toCamera } from '../../store/camera-mapper.js';
import type { CameraRow } from '../../store/rows.js';
import { missingFields, townDemand } from './camera-demands.js';
import { codeTaken, type Draft, rejected, report, twice } from './camera-draft.js';
import type { Lookups } from './lookups.js';
import { halfAPosition, type Placed, placeCamera, type Placing } from './place-camera.js';
import type { FieldDifference, PlannedRow, Write } from './planned-row.js';
import type { RowPlanner } from './row-planner.js';

/** Finds the registered cameras that rows may mean, by any of these keys. */
export type FindCameras = (keys: {
  readonly ids: readonly string[];
  readonly deviceCodes: readonly string[];
  readonly macs: readonly string[];
  readonly hosts: readonly string[];
}) => Promise<readonly CameraRow[]>;

export interface CameraPlannerParts {
  readonly lookups: Lookups;
  readonly defaults: EntryDefaults;
  readonly system: CoordinateSystem;
  readonly find: FindCameras;
  /** Cameras of other villages do not exist for whoever imports; only their codes are taken. */
  readonly isVisible: (row: CameraRow) => boolean;
  /** Whether a village imports, for whom credentials, and what has one, are the town's to change. */
  readonly isVillager: boolean;
  readonly ids: Ids;
  readonly now: Instant;
}

/** Rows that are decided before the API gets its turn: a few milliseconds' work. */
const SLICE = 20;

const GROUPS: readonly (readonly [string, GroupNoun])[] = [
  ['villageId', 'village'],
  ['programmeId', 'programme'],
  ['zoneId', 'zone'],
  ['credentialId', 'credential'],
];

type Entered = Omit<Camera, 'id' | 'observed' | 'createdAt' | 'updatedAt' | 'revision'>;

export class CameraPlanner implements RowPlanner {
  readonly columns = CAMERA_COLUMNS;
  readonly keepsCustomFields = true;
  /** Cameras that earlier rows would make, by what they are known again by. */
  private readonly madeBy = new Map<string, KnownCamera[]>();
  /** The row that spoke of a camera first. */
  private readonly spokenOf = new Map<string, number>();

  constructor(private readonly parts: CameraPlannerParts) {}

  async plan(rows: readonly SheetRow[], headers: HeaderPlan<ImportColumn>): Promise<readonly PlannedRow[]> {
    const drafts = rows.map((row) => this.draft(row, headers));
    const found = await this.standing(drafts);
    const standing = found.filter((row) => this.parts.isVisible(row));
    const hidden = new Set(found.filter((row) => !this.parts.isVisible(row)).map((row) => row.deviceCode));
    for (const draft of drafts) {
      const code = draft.values['deviceCode'];
      if (!hidden.has((code ?? null) as string | null) || code === undefined) continue;
      draft.rejections.push(refusedAt('deviceCode', draft.sheetRow, headers, codeTaken()));
    }
    const known = standing.map((row) => knownCamera(row));
    const byId = new Map(standing.map((row) => [row.id, row]));
    const planned: PlannedRow[] = [];
    for (const [index, draft] of drafts.entries()) {
      planned.push(this.settle(draft, known, byId, headers));
      if (index % SLICE === SLICE - 1) await setImmediate();
    }
    return planned;
  }

  private draft(sheetRow: SheetRow, headers: HeaderPlan<ImportColumn>): Draft {
    const read = readRow(sheetRow, headers, readValue);
    const draft: Draft = {
      sheetRow,
      read,
      values: { ...read.values },
      rejections: [...read.refusals],
      warnings: [],
    };
    for (const [field, noun] of GROUPS) {
      const word = draft.values[field];
      if (word === undefined) continue;
      const found = findGroup(word as string, noun, this.parts.lookups.groups[noun]);
      if (found.ok) draft.values[field] = found.value;
      // Which credentials there are is not told to a village.
      else if (noun === 'credential' && this.parts.isVillager)
        draft.rejections.push(refusedAt(field, sheetRow, headers, townDemand('credentialId')));
      else draft.rejections.push(refusedAt(field, sheetRow, headers, found.refusal));
    }
    return draft;
  }

  private standing(drafts: readonly Draft[]): Promise<readonly CameraRow[]> {
    const all = (field: string): string[] => [
      ...new Set(drafts.map(({ values }) => values[field]).filter((value) => typeof value === 'string')),
    ];
    return this.parts.find({
      ids: all('id'),
      deviceCodes: all('deviceCode'),
      macs: all('mac'),
      hosts: [...all('host'), ...all('ipv6')],
    });
  }

  private settle(
    draft: Draft,
    standing: readonly KnownCamera[],
    byId: ReadonlyMap<string, CameraRow>,
    headers: HeaderPlan<ImportColumn>,
  ): PlannedRow {
    const { sheetRow, rejections, values } = draft;
    const identity = this.identityOf(draft.values);
    const match = matchCamera(identity, [...standing, ...this.madeLike(identity)]);
    if (match.kind === 'refused') rejections.push(refusedAt(match.by, sheetRow, headers, match.refusal));
    const camera = match.kind === 'one' ? match.camera : null;
    const earlier = camera === null ? undefined : (camera.row ?? this.spokenOf.get(camera.id));
    if (earlier !== undefined) rejections.push(refusedAt('deviceCode', sheetRow, headers, twice(earlier)));
    const row = camera === null ? undefined : byId.get(camera.id);
    const before = row === undefined ? null : toCamera(row);
    const entry = this.entry(draft, before, headers);
    if (match.kind !== 'refused') {
      rejections.push(
        ...missingFields(entry)
          .map(([field, why]) => refusedAt(field, sheetRow, headers, why))
          // What is written but refused is not missing, too.
          .filter(({ code, value }) => value === null || !code.startsWith('missing-')),
      );
    }
    if (rejections.length === 0 && this.parts.isVillager) {
      const field = townField(before, entry as never);
      if (field !== null)
        rejections.push(refusedAt(cellOf(field, values), sheetRow, headers, townDemand(field)));
    }
    if (rejections.length > 0) return rejected(draft, before);
    const planned =
      before === null ? this.created(draft, entry as never) : this.changed(draft, before, entry as never);
    this.remember(planned, identity, before === null);
    return planned;
  }

  private identityOf(values: Readonly<Record<string, unknown>>): CameraIdentity {
    const field = <T>(name: string): T | null => (values[name] ?? null) as T | null;
    return {
      id: field('id'),
      deviceCode: field('deviceCode'),
      mac: field('mac'),
      zoneId: field('zoneId') ?? this.parts.defaults.zoneId,
      host: field('host') ?? field('ipv6'),
      onvifPort: field('onvifPort'),
      rtspPort: field('rtspPort'),
      rtspPath: field('rtspPath'),
    };
  }

  private entry(draft: Draft, before: Camera | null, headers: HeaderPlan<ImportColumn>): WrittenEntry {
    const { values, read, sheetRow, warnings, rejections } = draft;
    const village =
      this.parts.lookups.villages.get(
        (values['villageId'] ?? before?.villageId ?? this.parts.defaults.villageId) as string,
      ) ?? null;
    const [x, y] = [
      values['longitudeDeg'] as number | undefined,
      values['latitudeDeg'] as number | undefined,
    ];
    let place: Placed | null = null;
    if (x !== undefined && y !== undefined) {
      const raw = { x, y, system: (values['coordinateSystem'] ?? this.parts.system) as CoordinateSystem };
      const standing = standingPlace(raw, before);
      const placing: Placing =
        standing ?? placeCamera(raw, village, (values['deviceCode'] ?? null) as string | null);
      if (placing.kind === 'placed') place = placing.placed;
      else rejections.push(refusedAt('longitudeDeg', sheetRow, headers, placing.refusal));
    } else if (x !== undefined || y !== undefined) {
      const [there, missing] =
        x === undefined ? (['latitudeDeg', 'longitude'] as const) : (['longitudeDeg', 'latitude'] as const);
      const hasRefusal = rejections.some(({ code }) => code === 'no-coordinate');
      if (!hasRefusal) rejections.push(refusedAt(there, sheetRow, headers, halfAPosition(missing)));
    }
    if (place !== null) warnings.push(...place.warnings);
    const code = values['deviceCode'];
    if (typeof code === 'string') {
      warnings.push(
        ...deviceCodeFindings(code, village?.code ?? null).map((finding) => ({
          ...finding,
          column: '设备编码',
        })),
      );
    }
    return entryOf(values, read.custom, before, this.parts.defaults, place);
  }

  private created(draft: Draft, entry: Entered): PlannedRow {
    const id = this.parts.ids.next();
    const write: Write = { kind: 'insert', id, row: rowLater(entry, id, this.parts.now) };
    return report(draft, 'created', { id, name: entry.name }, [], write);
  }

  private changed(draft: Draft, before: Camera, entry: object): PlannedRow {
    const after: Camera = { ...before, ...entry };
    const changes = this.told(before, after);
    if (changes.length === 0) return report(draft, 'unchanged', before, [], null);
    const columns = { ...changedColumns(before, after), updatedAt: this.parts.now };
    return report(draft, 'changed', after, changes, {
      kind: 'update',
      id: before.id,
      columns,
      revision: before.revision,
    });
  }

  /** Groups by their names: an id tells a reader nothing. */
  private told(before: Camera, after: Camera): FieldDifference[] {
    return differences(before, after).map((change) => {
      const group = GROUPS.find(([field]) => field === change.field);
      if (group === undefined) return change;
      const nameOf = (id: unknown): string | null => this.parts.lookups.nameOf(group[1], id as string | null);
      return { field: group[1], old: nameOf(change.old), new: nameOf(change.new) };
    });
  }

  private remember({ id, name, row }: PlannedRow, identity: CameraIdentity, isNew: boolean): void {
    this.spokenOf.set(id!, row);
    if (!isNew) return;
    const camera: KnownCamera = { ...identity, id: id!, name: name!, row };
    for (const key of keysOf(identity)) this.madeBy.set(key, [...(this.madeBy.get(key) ?? []), camera]);
  }

  private madeLike(identity: CameraIdentity): readonly KnownCamera[] {
    return [...new Set(keysOf(identity).flatMap((key) => this.madeBy.get(key) ?? []))];
  }
}

const CELLS: Readonly<Record<TownField, readonly string[]>> = {
  credentialId: ['credentialId'],
  zoneId: ['zoneId'],
  'network.host': ['host', 'ipv6'],
  'network.onvif': ['onvifPort', 'onvifPath', 'onvifTls'],
  'network.rtsp': ['rtspPath', 'rtspPort', 'rtspTls'],
};

/** The field of the row that a change comes from. */
function cellOf(field: TownField, values: Readonly<Record<string, unknown>>): string {
  return CELLS[field].find((each) => values[each] !== undefined) ?? CELLS[field][0]!;
}

function keysOf({ deviceCode, mac, host }: CameraIdentity): string[] {
  const keys = [
    ['code', deviceCode],
    ['mac', mac],
    ['host', host],
  ] as const;
  return keys.flatMap(([kind, key]) => (key === null ? [] : [`${kind} ${key}`]));
}

function knownCamera(row: CameraRow): KnownCamera {
  const { id, name, deviceCode, mac, zoneId, host, onvifPort, rtspPort, rtspPath } = row;
  return { id, name, deviceCode, mac, zoneId, host, onvifPort, rtspPort, rtspPath, row: null };
}

/** A place that says what is registered is not judged again, and leaves the raw values, too, as they are. */
function standingPlace({ x, y, system }: RawPosition, before: Camera | null): Placing | null {
  const position = before?.position ?? null;
  if (before === null || position === null) return null;
  const { rawPosition } = before;
  const isRaw =
    rawPosition !== null && rawPosition.x === x && rawPosition.y === y && rawPosition.system === system;
  const isPlain = system === 'WGS84' && position.longitudeDeg === x && position.latitudeDeg === y;
  if (!isRaw && !isPlain) return null;
  return { kind: 'placed', placed: { position, rawPosition, warnings: [] } };
}

const NOTHING = emptyRegister();

/** Of 10,000 rows of 100 columns, mostly null, only what says something is kept until it is written. */
function rowLater({ register, ...entry }: Entered, id: string, now: Instant): () => CameraRow {
  const said = Object.fromEntries(Object.entries(register).filter(([, value]) => value !== null));
  const added = { id, observed: null, createdAt: now, updatedAt: now, revision: 1 };
  // Assigned, not spread, as the row itself is.
  return () => newCameraRow(Object.assign({ register: Object.assign({}, NOTHING, said) }, entry, added));
}
