import { CAMERA_COLUMNS } from './camera-columns.js';
import { type Cell, shown } from '../../../kernel/sheet/cell.js';
import { deviceCodeFindings, partsOf } from './device-code.js';
import { readValue } from './read-value.js';

function read(field: string, cell: Cell): unknown {
  const column = CAMERA_COLUMNS.find((each) => each.field === field)!;
  const result = readValue(cell, column);
  return result.ok ? result.value : result.refusal.code;
}

describe('readValue', () => {
  it.each<[string, Cell, unknown]>([
    ['vendorCode', '2', '2'],
    ['vendorCode', 2, '2'],
    ['vendorCode', '大华', '2'],
    ['vendorCode', '02', '2'],
    ['vendorCode', '2 大华', '2'],
    ['vendorCode', '海康', '1'],
    ['vendorCode', '某某', 'not-in-code-table'],
    ['vendorCode', '16', 'not-in-code-table'],
    ['encodeFormat', 'H.265', '4'],
    ['encodeFormat', 'h265', '4'],
    ['positionTypes', '2/8', ['2', '8']],
    ['positionTypes', '党政机关、校园周边', ['2', '8']],
    ['positionTypes', '重点水域、航道', ['15']],
    ['positionTypes', '重点水域、航道/学校', 'not-in-code-table'],
    ['functionTypes', '车辆卡口,人员卡口，车辆卡口', ['1', '2']],
    ['direction', '东南', '5'],
    ['direction', '东南（西北到东南）', '5'],
    ['legalBasis', '7-1', '7-1'],
    ['legalBasis', '第九条', '9'],
    ['networkAttribute', '已联网', '1'],
    ['installedOn', '2024-05-01', '2024-05-01'],
    ['installedOn', '2024/5/1', '2024-05-01'],
    ['installedOn', '2024.5.1', '2024-05-01'],
    ['installedOn', '2024年5月1日', '2024-05-01'],
    ['installedOn', '20240501', '2024-05-01'],
    ['installedOn', 20_240_501, '2024-05-01'],
    ['installedOn', 45_413, '2024-05-01'],
    ['installedOn', '2024-05-01 08:30:00', '2024-05-01'],
    ['installedOn', '2024-02-30', 'no-such-day'],
    ['installedOn', '5月1日', 'no-date'],
    ['retentionDays', '30天', 30],
    ['retentionDays', '1,000', 1000],
    ['retentionDays', 30.5, 'no-whole-number'],
    ['retentionDays', '半年', 'no-number'],
    ['retentionDays', -1, 'out-of-range'],
    ['mountHeightM', '3.5米', 3.5],
    ['hasSign', '有', true],
    ['hasSign', '否', false],
    ['hasSign', '也许', 'no-flag'],
    ['mac', '00:11:22:aa:bb:cc', '00-11-22-AA-BB-CC'],
    ['mac', '0011.22aa.bbcc', '00-11-22-AA-BB-CC'],
    ['mac', '001122aabbcc', '00-11-22-AA-BB-CC'],
    ['mac', '00:11:22:aa:bb', 'invalid-mac'],
    ['lifecycle', 1, 'in-service'],
    ['lifecycle', '维修', 'under-repair'],
    ['lifecycle', '3 拆除', 'removed'],
    ['lifecycle', '拟建', 'planned'],
    ['lifecycle', '离线', 'state-is-no-lifecycle'],
    ['lifecycle', '4', 'not-in-code-table'],
    ['host', '１０．２０．１．５', '10.20.1.5'],
    ['host', 'http://10.20.1.5', 'invalid-host'],
    ['host', '10.20.1.500', 'invalid-host'],
    ['ipv6', '2001:DB8:0::1', '2001:db8::1'],
    ['ipv6', '10.20.1.5', 'invalid-ipv6'],
    ['onvifPort', '8000', 8000],
    ['onvifPort', 70_000, 'out-of-range'],
    ['rtspPath', '/Streaming/Channels/101', '/Streaming/Channels/101'],
    ['rtspPath', 'rtsp://admin:p@ss@10.0.0.1:554/h264', '/h264'],
    ['rtspPath', 'h264', 'invalid-path'],
    ['longitudeDeg', '118.47215', 118.47215],
    ['longitudeDeg', '118°28′12″', 118.47],
    ['longitudeDeg', 'E118.5', 118.5],
    ['longitudeDeg', '东边', 'no-coordinate'],
    ['coordinateSystem', 'gcj-02', 'GCJ02'],
    ['coordinateSystem', '百度坐标系', 'BD09'],
    ['coordinateSystem', '火星坐标', 'GCJ02'],
    ['coordinateSystem', 'CGCS2000', 'CGCS2000'],
    ['coordinateSystem', '西安80', 'unknown-coordinate-system'],
    ['deviceCode', '35058200001310000001', '35058200001310000001'],
    ['deviceCode', ' 350582-0000-131-0-000001 ', '35058200001310000001'],
    ['deviceCode', '3.50582E+19', 'device-code-lost-digits'],
    ['deviceCode', 35058200001310000000, 'device-code-lost-digits'],
    ['deviceCode', 3.50582e19, 'device-code-lost-digits'],
    ['deviceCode', '3505820000131000001', 'device-code-malformed'],
    ['deviceCode', '未编码', 'device-code-malformed'],
    ['name', 'x'.repeat(101), 'too-long'],
    ['administratorPhone', 13_800_000_000, '13800000000'],
  ])('reads %s from %j as %j', (field, cell, value) => {
    expect(read(field, cell)).toEqual(value);
  });

  it('says in both languages what Excel did to a code, and what to write', () => {
    const column = CAMERA_COLUMNS.find((each) => each.field === 'deviceCode')!;
    expect(readValue('3.50582E+19', column)).toEqual({
      ok: false,
      refusal: {
        code: 'device-code-lost-digits',
        reason: {
          zh: '编码已被 Excel 转成数字，后面的位数已丢失',
          en: 'Excel has turned the code into a number, and its last digits are lost',
        },
        mend: {
          zh: '填写完整的20位编码，并先把单元格格式设为“文本”',
          en: 'write all 20 digits, in a cell that is formatted as text',
        },
      },
    });
  });
});

describe('device codes', () => {
  it('come apart into centre, industry, type, network and serial', () => {
    expect(partsOf('35058200001310000001')).toEqual({
      centre: '35058200',
      industry: '00',
      type: '131',
      network: '0',
      serial: '000001',
    });
  });

  it.each([
    ['35058200001310000001', '350582101212', []],
    ['35058200001320000001', null, []],
    ['35058200001180000001', '350582101212', []],
    ['35058200002000000001', '350582101212', ['device-code-type']],
    ['35050400001310000001', '350582101212', ['device-code-centre']],
    ['35058200991310000001', '350582101212', ['device-code-industry']],
  ])('%s in the village %s: %j', (code, village, findings) => {
    expect(deviceCodeFindings(code, village).map((finding) => finding.code)).toEqual(findings);
  });
});

describe('shown', () => {
  it.each([
    ['rtsp://admin:p@ss:w/rd@10.0.0.1/', 'rtsp://10.0.0.1/'],
    ['rtsp://admin:p@ss@10.0.0.1/h264', 'rtsp://10.0.0.1/h264'],
    ['x'.repeat(200), `${'x'.repeat(99)}…`],
  ])('shows %s', (text, what) => {
    expect(shown(text)).toBe(what);
  });
});
