import { CAMERA_COLUMNS } from './camera-columns.js';
import { recogniseHeaders } from '../../../kernel/sheet/recognise-headers.js';

const fieldOf = (header: string) => {
  const [column] = recogniseHeaders([header], CAMERA_COLUMNS).columns;
  return column?.use === 'known' ? column.column.field : column?.use;
};

/** Of the classic template: pinyin, header, what we call it. */
const CLASSIC = [
  ['SBBM', '设备编码', 'deviceCode'],
  ['SBMC', '设备名称', 'name'],
  ['SBCS', '设备厂商', 'vendorCode'],
  ['XZQY', '行政区域', 'administrativeRegion'],
  ['JKDWLX', '监控点位类型', 'pointType'],
  ['SBXH', '设备型号', 'model'],
  ['DWSC', '点位俗称', 'commonName'],
  ['IPV4', 'IPV4地址', 'host'],
  ['IPV6', 'IPV6地址', 'ipv6'],
  ['MACDZ', 'MAC地址', 'mac'],
  ['SXJLX', '摄像机类型', 'cameraType'],
  ['SXJGNLX', '摄像机功能类型', 'functionTypes'],
  ['BGSX', '补光属性', 'supplyLight'],
  ['SXJBMGS', '摄像机编码格式', 'encodeFormat'],
  ['AZDZ', '安装地址', 'installAddress'],
  ['JD', '经度', 'longitudeDeg'],
  ['WD', '纬度', 'latitudeDeg'],
  ['SXJWZLX', '摄像机位置类型', 'positionTypes'],
  ['JSFW', '监视方位', 'direction'],
  ['LWSX', '联网属性', 'networkAttribute'],
  ['SSXQGAJG', '所属辖区公安机关', 'policeAuthority'],
  ['AZSJ', '安装时间', 'installedOn'],
  ['GLDW', '管理单位', 'managementUnit'],
  ['GLDWLXFS', '管理单位联系方式', 'managementContact'],
  ['LXBCTS', '录像保存天数', 'retentionDays'],
  ['SBZT', '设备状态', 'lifecycle'],
  ['SSBMHY', '所属部门/行业', 'department'],
] as const;

const STRICTER = [
  ['建设单位/设备归属', 'constructionUnit'],
  ['建设单位', 'constructionUnit'],
  ['平台归属代码', 'platformCode'],
  ['管理员姓名', 'administratorName'],
  ['管理员电话', 'administratorPhone'],
  ['承建单位', 'contractor'],
  ['维护单位', 'maintenanceUnit'],
  ['分辨率', 'resolution'],
  ['高度类型', 'heightType'],
  ['周边标志', 'surroundings'],
  ['室内外', 'roomType'],
  ['立杆编号', 'poleNumber'],
  ['上联交换机', 'uplink'],
  ['交换机', 'uplink'],
  ['录像机', 'nvr'],
  ['NVR', 'nvr'],
  ['供电回路', 'powerFeed'],
  ['接入网络', 'accessNetwork'],
  ['启用时间', 'enabledOn'],
  ['采集区域类型', 'captureAreaType'],
  ['质保到期', 'warrantyUntil'],
] as const;

describe('recogniseHeaders', () => {
  it.each(CLASSIC)('knows %s and %s as %s', (pinyin, header, field) => {
    expect([fieldOf(pinyin), fieldOf(pinyin.toLowerCase()), fieldOf(header)]).toEqual([field, field, field]);
  });

  it.each(STRICTER)('knows %s as %s', (header, field) => {
    expect(fieldOf(header)).toBe(field);
  });

  it.each([
    ['  设备编码 ', 'deviceCode'],
    ['ＳＢＢＭ', 'deviceCode'],
    ['*设备编码', 'deviceCode'],
    ['设备编码（20位）', 'deviceCode'],
    ['设备编码(必填，文本)：', 'deviceCode'],
    ['设 备 名 称', 'name'],
    ['经度（WGS84）', 'longitudeDeg'],
    ['村（社区）', 'villageId'],
    ['村/社区', 'villageId'],
    ['地址', 'installAddress'],
    ['onvifPort', 'onvifPort'],
  ])('knows %j as %s', (header, field) => {
    expect(fieldOf(header)).toBe(field);
  });

  it('knows every label, name and field of its own table', () => {
    const wrong = CAMERA_COLUMNS.flatMap(({ field, label, names }) =>
      [label, ...names].filter((name) => fieldOf(name) !== field),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps what it does not know as a custom field, in its place', () => {
    const plan = recogniseHeaders(['资产卡片号', null, 'SBBM'], CAMERA_COLUMNS);
    expect(plan.columns.map(({ use, index, header }) => [use, index, header])).toEqual([
      ['custom', 0, '资产卡片号'],
      ['known', 2, 'SBBM'],
    ]);
  });

  it('does not read a password', () => {
    expect(['密码', '登录口令', 'Password', '自定义:密码'].map(fieldOf)).toEqual(Array(4).fill('refused'));
  });

  it('takes a marked column as custom though its name is known', () => {
    const [column] = recogniseHeaders(['自定义:设备名称'], CAMERA_COLUMNS).columns;
    expect(column).toMatchObject({ use: 'custom', name: '设备名称' });
  });

  it('names headers that mean the same', () => {
    expect(recogniseHeaders(['SBBM', '备注', '设备编码', '备注'], CAMERA_COLUMNS).duplicates).toEqual([
      ['SBBM', '设备编码'],
      ['备注', '备注'],
    ]);
  });
});
