import type { Camera } from '../camera.js';
import { REGISTER_COLUMNS, type RegisterField } from '../register-columns.js';
import { concerned, type Finding, words } from './finding.js';

export const TEMPLATES = ['classic', 'strict'] as const;
export type Template = (typeof TEMPLATES)[number];

type OwnField = 'deviceCode' | 'position' | 'mac';
type Field = OwnField | RegisterField;

const OWN_LABELS: Record<OwnField, string> = {
  deviceCode: '设备编码',
  position: '经度、纬度',
  mac: 'MAC地址',
};

/** What a camera cannot be entered without (name, village, host, lifecycle) is not listed. */
const CLASSIC: readonly Field[] = [
  'deviceCode',
  'position',
  'mac',
  'vendorCode',
  'administrativeRegion',
  'pointType',
  'cameraType',
  'functionTypes',
  'installAddress',
  'positionTypes',
  'networkAttribute',
  'policeAuthority',
  'installedOn',
  'managementUnit',
  'managementContact',
  'retentionDays',
  'department',
];

/**
 * The fields that a template asks for. The classic one marks the rest (model, popular name, IPv6, light, encoding,
 * direction) as optional; the stricter ones ask for those that a camera always has, and for fourteen more.
 */
export const MANDATORY: Readonly<Record<Template, readonly Field[]>> = {
  classic: CLASSIC,
  strict: [
    ...CLASSIC,
    'model',
    'supplyLight',
    'encodeFormat',
    'direction',
    'constructionUnit',
    'platformCode',
    'administratorName',
    'administratorPhone',
    'contractor',
    'maintenanceUnit',
    'resolution',
    'heightType',
    'surroundings',
    'roomType',
    'poleNumber',
    'accessNetwork',
    'enabledOn',
    'captureAreaType',
  ],
};

export function missingFields(camera: Camera, template: Template): readonly Field[] {
  return MANDATORY[template].filter((field) => isMissing(valueOf(camera, field)));
}

export function isComplete(camera: Camera, template: Template): boolean {
  return MANDATORY[template].every((field) => !isMissing(valueOf(camera, field)));
}

/** One finding for all cameras that lack something, with the labels of what each lacks. */
export function incompleteEntries(cameras: readonly Camera[], template: Template): Finding {
  const lacking = cameras.flatMap((camera) => {
    const fields = missingFields(camera, template);
    if (fields.length === 0) return [];
    return [
      concerned(camera, words(`缺少：${fields.map(labelOf).join('、')}`, `missing: ${fields.join(', ')}`)),
    ];
  });
  return {
    code: 'mandatory-fields-missing',
    article: null,
    text: words('一机一档必填项不全', 'mandatory fields of the register are empty'),
    advice: words('补全所列字段，或用模板导入', 'fill in the fields listed, one by one or by an import'),
    cameras: lacking,
  };
}

function valueOf(camera: Camera, field: Field): unknown {
  if (field === 'deviceCode' || field === 'position') return camera[field];
  return field === 'mac' ? camera.network.mac : camera.register[field];
}

function isMissing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function labelOf(field: Field): string {
  return field in OWN_LABELS ? OWN_LABELS[field as OwnField] : REGISTER_COLUMNS[field as RegisterField].label;
}
