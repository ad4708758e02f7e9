import type { GroupNoun } from '../../../kernel/sheet/find-group.js';
import type { SheetColumn } from '../../../kernel/sheet/recognise-headers.js';
import { LIFECYCLES, type Lifecycle } from '../camera.js';
import {
  type ColumnKind,
  REGISTER_COLUMNS,
  REGISTER_FIELDS,
  type RegisterField,
} from '../register-columns.js';

/** How a cell is read. */
export type ValueKind =
  | ColumnKind
  | {
      readonly kind: 'device-code' | 'host' | 'mac' | 'lifecycle' | 'path' | 'coordinate' | 'system' | 'port';
    }
  | { readonly kind: 'group'; readonly noun: GroupNoun }
  | { readonly kind: 'id' | 'village-kind' | 'boundary' | 'statistical-code' | 'secret' }
  | { readonly kind: 'place-kind' | 'detail' | 'geometry' };

/** A column that an import of the register knows. */
export interface ImportColumn extends SheetColumn {
  readonly value: ValueKind;
}

const column = (
  field: string,
  label: string,
  names: readonly string[],
  value: ValueKind,
  note?: string,
): ImportColumn => ({ field, label, names, value, ...(note === undefined ? {} : { note }) });

const text = (maxLength: number): ValueKind => ({ kind: 'text', maxLength });

/** The columns that a camera has of its own, beside those of {@link REGISTER_COLUMNS}. */
const OWN_COLUMNS: readonly ImportColumn[] = [
  column('id', '登记编号', ['ID', 'id'], { kind: 'id' }, '由系统给出；新设备留空'),
  column(
    'name',
    '设备名称',
    ['SBMC', '摄像机名称', '点位名称', '监控点名称', '名称', 'name'],
    text(100),
    '必填',
  ),
  column(
    'deviceCode',
    '设备编码',
    ['SBBM', '设备国标编码', '国标编码', '国标编号', 'GB28181编码', '设备编号', 'deviceCode'],
    { kind: 'device-code' },
    '20位数字 (GB/T 28181)，单元格请设为文本',
  ),
  column(
    'villageId',
    '村/社区',
    [
      '村社区',
      '村(社区)',
      '所属村',
      '所属村社区',
      '所属村/社区',
      '所属社区',
      '村居',
      '行政村',
      '社区',
      '村',
      '村名',
      'village',
    ],
    { kind: 'group', noun: 'village' },
    '新设备必填：名称或12位统计代码',
  ),
  column('programmeId', '工程', ['所属工程', '工程名称', '项目', '项目名称', '建设项目', 'programme'], {
    kind: 'group',
    noun: 'programme',
  }),
  column('zoneId', '网络区域', ['所属网络区域', 'zone'], { kind: 'group', noun: 'zone' }),
  column(
    'credentialId',
    '凭据',
    ['凭证', '凭据名称', '凭证名称', '登录凭据', 'credential'],
    {
      kind: 'group',
      noun: 'credential',
    },
    '凭据的名称，不是密码',
  ),
  column(
    'lifecycle',
    '设备状态',
    ['SBZT', '使用状态', 'lifecycle'],
    { kind: 'lifecycle' },
    '1 在用，2 维修，3 拆除，或 拟建',
  ),
  column('siteKind', '场所类型', ['场所类别', '安装场所', 'siteKind'], text(50), '如 群众家门口、沿街商铺'),
  column(
    'host',
    'IPV4',
    ['IPV4地址', 'IP地址', 'IP', '设备IP', '设备IP地址', 'IP v4', 'host'],
    { kind: 'host' },
    '新设备必填',
  ),
  column('mac', 'MAC地址', ['MACDZ', 'MAC', '物理地址', '设备MAC'], { kind: 'mac' }),
  column(
    'longitudeDeg',
    '经度',
    ['JD', 'X坐标', 'longitude', 'lng', 'lon'],
    { kind: 'coordinate' },
    '十进制度',
  ),
  column('latitudeDeg', '纬度', ['WD', 'Y坐标', 'latitude', 'lat'], { kind: 'coordinate' }, '十进制度'),
  column(
    'coordinateSystem',
    '坐标系',
    ['坐标系统', '坐标类型', 'coordinateSystem'],
    { kind: 'system' },
    'WGS84、CGCS2000、GCJ02 或 BD09',
  ),
  column('onvifPort', 'ONVIF端口', ['ONVIF服务端口', 'onvifPort'], { kind: 'port' }),
  column('onvifPath', 'ONVIF路径', ['onvifPath'], { kind: 'path' }),
  column('onvifTls', 'ONVIF加密', ['onvifTls'], { kind: 'flag' }),
  column('rtspPort', 'RTSP端口', ['rtspPort'], { kind: 'port' }),
  column(
    'rtspPath',
    'RTSP路径',
    ['RTSP地址', 'RTSP', '码流地址', '通道', 'rtspPath'],
    { kind: 'path' },
    '不含用户名和密码',
  ),
  column('rtspTls', 'RTSP加密', ['rtspTls'], { kind: 'flag' }),
  column('isDemonstration', '演示数据', ['isDemonstration'], { kind: 'flag' }),
];

/** Other headers that templates in use give to columns of the register. */
const OTHER_NAMES: { readonly [F in RegisterField]?: readonly string[] } = {
  vendorCode: ['厂商', '设备品牌', '品牌'],
  administrativeRegion: ['行政区划', '行政区划代码', '行政区域代码'],
  pointType: ['点位类型', '监控类型'],
  model: ['型号', '规格型号'],
  commonName: ['俗称'],
  cameraType: ['设备类型', '相机类型'],
  functionTypes: ['功能类型'],
  supplyLight: ['补光类型', '补光'],
  encodeFormat: ['编码格式'],
  installAddress: ['地址', '安装位置', '详细地址', '安装地点'],
  positionTypes: ['位置类型', '摄像机位置'],
  direction: ['监控方位', '方位'],
  policeAuthority: ['所属辖区公安机关代码', '辖区派出所'],
  installedOn: ['安装日期'],
  managementContact: ['管理单位联系电话', '联系方式', '联系电话'],
  retentionDays: ['存储天数', '保存天数', '录像天数'],
  department: ['所属部门', '所属行业', '所属部门行业'],
  constructionUnit: ['建设单位', '设备归属'],
  platformCode: ['平台归属'],
  administratorName: ['管理员'],
  administratorPhone: ['管理员联系电话'],
  maintenanceUnit: ['维保单位', '运维单位'],
  poleNumber: ['杆号', '立杆号'],
  enabledOn: ['启用日期'],
  captureAreaType: ['采集区域'],
  warrantyUntil: ['质保到期时间', '质保期至', '质保到期日期'],
  verticalFieldOfViewDeg: ['垂直视场角'],
  filedOn: ['备案时间'],
  hasSign: ['提示标志', '设置提示标识'],
  uplink: ['上联', '上联设备', '交换机', '接入交换机', '汇聚交换机'],
  nvr: ['NVR', 'NVR名称', 'NVR编号', '硬盘录像机', '所属录像机'],
  powerFeed: ['供电', '配电回路', '电源回路', '供电线路', '取电点'],
};

const REGISTER_IMPORT_COLUMNS: readonly ImportColumn[] = REGISTER_FIELDS.map((field) => {
  const { label, ...rest } = REGISTER_COLUMNS[field] as (typeof REGISTER_COLUMNS)[RegisterField] & {
    readonly pinyin?: string;
  };
  const names = [...(rest.pinyin === undefined ? [] : [rest.pinyin]), ...(OTHER_NAMES[field] ?? []), field];
  // Its label is half of "IPV6 地址"; alone, 地址 is where a camera hangs.
  if (field === 'ipv6') return column(field, 'IPV6', ['IPV6地址', 'IP v6'], rest as ValueKind);
  return column(field, label, names, rest as ValueKind);
});

/** Every column that an import of cameras knows, in the order in which templates and exports show them. */
export const CAMERA_COLUMNS: readonly ImportColumn[] = [...OWN_COLUMNS, ...REGISTER_IMPORT_COLUMNS];

/** 设备状态 of 一机一档, and the words for it. */
export const LIFECYCLE_WORDS: Readonly<Record<Lifecycle, readonly string[]>> = {
  planned: ['拟建', '在建', '规划'],
  'in-service': ['在用', '1'],
  'under-repair': ['维修', '2'],
  removed: ['拆除', '3'],
};

export function lifecycleOf(word: string): Lifecycle | null {
  return (
    LIFECYCLES.find((lifecycle) => word === lifecycle || LIFECYCLE_WORDS[lifecycle].includes(word)) ?? null
  );
}
