import { may } from '../../api/session.ts';
import type codeTables from '../../locales/zh/codes.ts';

export type CodeTable = keyof typeof codeTables;

/** How one field of a camera is typed. `group`: one of the town's villages, programmes, zones or credentials. */
export type CameraField =
  | { readonly path: string; readonly kind: 'text' | 'date' | 'flag' | 'lifecycle'; readonly isNeeded?: true }
  | { readonly path: string; readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly path: string; readonly kind: 'code' | 'codes'; readonly table: CodeTable }
  | {
      readonly path: string;
      readonly kind: 'group';
      readonly noun: 'villages' | 'programmes' | 'zones' | 'credentials';
      readonly isNeeded?: true;
    };

const text = (...names: readonly string[]): CameraField[] =>
  names.map((name) => ({ path: `register.${name}`, kind: 'text' }));
const date = (name: string): CameraField => ({ path: `register.${name}`, kind: 'date' });
const code = (name: string, table: CodeTable): CameraField => ({
  path: `register.${name}`,
  kind: 'code',
  table,
});
const codes = (name: string, table: CodeTable): CameraField => ({
  path: `register.${name}`,
  kind: 'codes',
  table,
});
const number = (name: string, min: number, max: number): CameraField => ({
  path: `register.${name}`,
  kind: 'number',
  min,
  max,
});

/** The form of a camera, section by section: what is asked for first comes first. */
export const SECTIONS: Readonly<
  Record<'basic' | 'network' | 'place' | 'device' | 'people' | 'law', readonly CameraField[]>
> = {
  basic: [
    { path: 'name', kind: 'text', isNeeded: true },
    { path: 'villageId', kind: 'group', noun: 'villages', isNeeded: true },
    { path: 'programmeId', kind: 'group', noun: 'programmes' },
    { path: 'lifecycle', kind: 'lifecycle', isNeeded: true },
    { path: 'deviceCode', kind: 'text' },
    { path: 'siteKind', kind: 'text' },
  ],
  network: [
    { path: 'network.host', kind: 'text' },
    { path: 'network.mac', kind: 'text' },
    { path: 'zoneId', kind: 'group', noun: 'zones' },
    { path: 'credentialId', kind: 'group', noun: 'credentials' },
    ...text('uplink', 'nvr', 'powerFeed', 'accessNetwork', 'ipv6'),
    code('networkAttribute', 'networkAttribute'),
  ],
  place: [
    ...text('installAddress', 'commonName', 'poleNumber', 'surroundings', 'heightType', 'captureAreaType'),
    number('mountHeightM', 0.1, 300),
    number('headingDeg', 0, 360),
    number('tiltDeg', -90, 90),
    number('horizontalFieldOfViewDeg', 0.1, 360),
    number('verticalFieldOfViewDeg', 0.1, 180),
    number('viewDistanceM', 0, 10_000),
    code('direction', 'direction'),
    code('roomType', 'roomType'),
    codes('positionTypes', 'positionType'),
  ],
  device: [
    code('vendorCode', 'vendor'),
    ...text('model', 'firmware', 'resolution'),
    code('cameraType', 'cameraType'),
    codes('functionTypes', 'functionType'),
    code('supplyLight', 'supplyLight'),
    code('encodeFormat', 'encodeFormat'),
    number('retentionDays', 0, 3_650),
    date('installedOn'),
    date('enabledOn'),
    date('warrantyUntil'),
  ],
  people: text(
    'managementUnit',
    'managementContact',
    'administratorName',
    'administratorPhone',
    'maintenanceUnit',
    'contractor',
    'constructionUnit',
    'department',
    'policeAuthority',
    'administrativeRegion',
    'platformCode',
    'grassrootsCode',
  ),
  law: [
    code('pointType', 'pointType'),
    code('legalBasis', 'legalBasis'),
    ...text('filingNumber', 'necessaryRange'),
    date('filedOn'),
    { path: 'register.hasSign', kind: 'flag' },
  ],
};

/** Without the town's logins for whoever may not know of them: nothing could be chosen there. */
export function fieldsFor(fields: readonly CameraField[]): readonly CameraField[] {
  const knowsLogins = may('admin', 'technician', 'auditor');
  return fields.filter((field) => knowsLogins || !(field.kind === 'group' && field.noun === 'credentials'));
}

/** What may be given to many cameras at once: not what makes one camera that camera. */
export const SHARED_FIELDS: readonly CameraField[] = Object.values(SECTIONS)
  .flat()
  .filter(({ path }) => !['name', 'deviceCode', 'network.host', 'network.mac'].includes(path));
