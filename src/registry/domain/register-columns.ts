import type { CodeTable } from './code-tables.js';

/** How a column's value is written. Dates are `YYYY-MM-DD`; a multi-code column holds several codes of its table. */
export type ColumnKind =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'ipv6' }
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly isWhole?: true;
    }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'code'; readonly table: CodeTable }
  | { readonly kind: 'codes'; readonly table: CodeTable };

/** `label` is the Chinese header of the template, `pinyin` the police name where there is one. */
export type RegisterColumn = ColumnKind & { readonly label: string; readonly pinyin?: string };

const text = (label: string, maxLength: number, pinyin?: string) =>
  ({ kind: 'text', maxLength, label, ...(pinyin === undefined ? {} : { pinyin }) }) as const;
const date = (label: string, pinyin?: string) =>
  ({ kind: 'date', label, ...(pinyin === undefined ? {} : { pinyin }) }) as const;
const number = (label: string, unit: string, [min, max]: readonly [number, number]) =>
  ({ kind: 'number', unit, min, max, label }) as const;
const code = (label: string, table: CodeTable, pinyin?: string) =>
  ({ kind: 'code', table, label, ...(pinyin === undefined ? {} : { pinyin }) }) as const;
const codes = (label: string, table: CodeTable, pinyin: string) =>
  ({ kind: 'codes', table, label, pinyin }) as const;

/**
 * What 一机一档 asks of a camera beyond what a camera is for us (name, device code, position, network, lifecycle):
 * the classic columns, the stricter templates' additions, those of GB/T 28181-2022, what 国令第799号 asks, and what a
 * camera shares with its neighbours (pole, uplink, recorder, power), so that what fails together is known by its cause.
 */
export const REGISTER_COLUMNS = {
  vendorCode: code('设备厂商', 'vendor', 'SBCS'),
  administrativeRegion: text('行政区域', 20, 'XZQY'),
  pointType: code('监控点位类型', 'pointType', 'JKDWLX'),
  model: text('设备型号', 100, 'SBXH'),
  commonName: text('点位俗称', 100, 'DWSC'),
  ipv6: { kind: 'ipv6', label: '地址', pinyin: 'IPV6' },
  cameraType: code('摄像机类型', 'cameraType', 'SXJLX'),
  functionTypes: codes('摄像机功能类型', 'functionType', 'SXJGNLX'),
  supplyLight: code('补光属性', 'supplyLight', 'BGSX'),
  encodeFormat: code('摄像机编码格式', 'encodeFormat', 'SXJBMGS'),
  installAddress: text('安装地址', 200, 'AZDZ'),
  positionTypes: codes('摄像机位置类型', 'positionType', 'SXJWZLX'),
  direction: code('监视方位', 'direction', 'JSFW'),
  networkAttribute: code('联网属性', 'networkAttribute', 'LWSX'),
  policeAuthority: text('所属辖区公安机关', 20, 'SSXQGAJG'),
  installedOn: date('安装时间', 'AZSJ'),
  managementUnit: text('管理单位', 100, 'GLDW'),
  managementContact: text('管理单位联系方式', 50, 'GLDWLXFS'),
  retentionDays: {
    kind: 'number',
    unit: 'days',
    min: 0,
    max: 3_650,
    isWhole: true,
    label: '录像保存天数',
    pinyin: 'LXBCTS',
  },
  department: text('所属部门/行业', 100, 'SSBMHY'),
  constructionUnit: text('建设单位/设备归属', 100),
  platformCode: text('平台归属代码', 50),
  administratorName: text('管理员姓名', 50),
  administratorPhone: text('管理员电话', 50),
  contractor: text('承建单位', 100),
  maintenanceUnit: text('维护单位', 100),
  resolution: text('分辨率', 20),
  heightType: text('高度类型', 20),
  surroundings: text('周边标志', 100),
  roomType: code('室内外', 'roomType'),
  poleNumber: text('立杆编号', 50),
  accessNetwork: text('接入网络', 50),
  enabledOn: date('启用时间'),
  captureAreaType: text('采集区域类型', 50),
  warrantyUntil: date('质保到期'),
  horizontalFieldOfViewDeg: number('水平视场角', 'degrees', [0.1, 360]),
  verticalFieldOfViewDeg: number('竖直视场角', 'degrees', [0.1, 180]),
  viewDistanceM: number('可视距离', 'metres', [0, 10_000]),
  grassrootsCode: text('基层组织编码', 20),
  mountHeightM: number('安装高度', 'metres', [0.1, 300]),
  headingDeg: number('朝向', 'degrees clockwise from north', [0, 360]),
  tiltDeg: number('俯角', 'degrees below the horizon', [-90, 90]),
  legalBasis: code('设置依据', 'legalBasis'),
  filingNumber: text('备案编号', 50),
  filedOn: date('备案日期'),
  hasSign: { kind: 'flag', label: '提示标识' },
  necessaryRange: text('必要范围', 200),
  firmware: text('固件版本', 100),
  uplink: text('上联交换机', 50),
  nvr: text('录像机', 50),
  powerFeed: text('供电回路', 50),
} as const satisfies Record<string, RegisterColumn>;

export type RegisterField = keyof typeof REGISTER_COLUMNS;

export const REGISTER_FIELDS = Object.keys(REGISTER_COLUMNS) as readonly RegisterField[];

type ValueOf<C extends RegisterColumn> = C['kind'] extends 'number'
  ? number
  : C['kind'] extends 'flag'
    ? boolean
    : C['kind'] extends 'codes'
      ? readonly string[]
      : string;

/** The values of one camera; null where the register does not say. */
export type RegisterValues = { readonly [F in RegisterField]: ValueOf<(typeof REGISTER_COLUMNS)[F]> | null };

/** A register that says nothing yet. */
export function emptyRegister(): RegisterValues {
  return Object.fromEntries(REGISTER_FIELDS.map((field) => [field, null])) as unknown as RegisterValues;
}
