import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { type Bilingual, type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

/** The parts of a 20-digit code (GB/T 28181, annex on codes): centre 8, industry 2, type 3, network 1, serial 6. */
export interface DeviceCodeParts {
  readonly centre: string;
  readonly industry: string;
  readonly type: string;
  readonly network: string;
  readonly serial: string;
}

export function partsOf(code: string): DeviceCodeParts {
  return {
    centre: code.slice(0, 8),
    industry: code.slice(8, 10),
    type: code.slice(10, 13),
    network: code.slice(13, 14),
    serial: code.slice(14),
  };
}

const MEND = [
  '填写完整的20位编码，并先把单元格格式设为“文本”',
  'write all 20 digits, in a cell that is formatted as text',
] as const;

/** A float where a code should be (`3.50582E+19`, a numeric cell) has lost its last digits: no code can be had from it. */
export function readDeviceCode(cell: Cell): Read<string> {
  const text = textOf(cell).normalize('NFKC');
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text) || (typeof cell === 'number' && text.length > 15)) {
    const reason = [
      '编码已被 Excel 转成数字，后面的位数已丢失',
      'Excel has turned the code into a number, and its last digits are lost',
    ] as const;
    return refuse('device-code-lost-digits', reason, MEND);
  }
  const code = text.replaceAll(/[\s-]+/g, '');
  if (/^\d{20}$/.test(code)) return taken(code);
  const reason = /^\d+$/.test(code)
    ? ([`编码有 ${code.length} 位，应为20位`, `the code has ${code.length} digits instead of 20`] as const)
    : (['编码只能由20位数字组成', 'a device code consists of 20 digits and nothing else'] as const);
  return refuse('device-code-malformed', reason, MEND);
}

export interface Finding {
  readonly code: string;
  readonly text: Bilingual;
}

/** Types of devices that are cameras or carry them, by GB/T 28181. */
const CAMERA_TYPES: Readonly<Record<string, string>> = {
  '131': '摄像机',
  '132': '网络摄像机(IPC)',
  '118': 'NVR',
};
const OTHER_TYPES: Readonly<Record<string, string>> = {
  '111': 'DVR',
  '112': '视频服务器',
  '113': '编码器',
  '114': '解码器',
  '115': '视频切换矩阵',
  '117': '报警控制器',
  '133': '显示器',
  '134': '报警输入设备',
  '135': '报警输出设备',
  '200': '中心信令控制服务器',
};
const MAX_INDUSTRY = 15;

/** What in a well-formed code does not fit together; warnings, for codes in use are often wrong. */
export function deviceCodeFindings(code: string, villageCode: string | null): readonly Finding[] {
  const { centre, industry, type } = partsOf(code);
  const findings: Finding[] = [];
  if (!(type in CAMERA_TYPES)) {
    const what = OTHER_TYPES[type];
    findings.push({
      code: 'device-code-type',
      text: {
        zh: `编码第11–13位 ${type}${what ? `是${what}，` : ''}不是摄像机 (131)、网络摄像机 (132) 或 NVR (118)`,
        en: `digits 11–13 (${type}) name no camera: 131 is a camera, 132 an IP camera, 118 an NVR`,
      },
    });
  }
  if (villageCode !== null && !fits(centre, villageCode)) {
    findings.push({
      code: 'device-code-centre',
      text: {
        zh: `编码前8位 ${centre} 与该村所属区划 ${villageCode.slice(0, 6)} 不一致`,
        en: `digits 1–8 (${centre}) are not of the region ${villageCode.slice(0, 6)} in which the village lies`,
      },
    });
  }
  if (Number(industry) > MAX_INDUSTRY) {
    findings.push({
      code: 'device-code-industry',
      text: {
        zh: `编码第9–10位 ${industry} 不是 GB/T 28181 的行业编码 (00–${MAX_INDUSTRY})`,
        en: `digits 9–10 (${industry}) are no industry of GB/T 28181 (00–${MAX_INDUSTRY})`,
      },
    });
  }
  return findings;
}

/** A centre is a county (6 digits and 00) or its own number below it; the town's own digits need not appear. */
function fits(centre: string, villageCode: string): boolean {
  return centre.slice(0, 6) === villageCode.slice(0, 6);
}
