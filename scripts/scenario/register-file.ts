import type { Town, TownCamera } from '../../test/farm/index.js';
import { encodeGbk } from './gbk.js';
import { type Mistake, MISTAKES } from './mistakes.js';

const MOVED = 8;
const DIFFERING = 5;
/** An address of the town's network at which nobody is. */
const OLD_HOST = (index: number): string => `127.58.9.${index + 1}`;
const OTHER_MODEL = 'IPC-OLD-1';
/** Devices that answer nobody; they are registered, and no search can find them. */
const SILENT: ReadonlySet<string> = new Set([
  'refuse',
  'unreachable',
  'accept-silent',
  'onvif-hang',
  'onvif-refused',
]);

const COLUMNS = [
  '设备编码',
  '设备名称',
  '村/社区',
  '工程',
  'IPV4',
  'ONVIF端口',
  'RTSP路径',
  'MAC地址',
  '经度',
  '纬度',
  '坐标系',
  '设备厂商',
  '设备型号',
  '安装时间',
  '录像保存天数',
  '设备状态',
  '场所类型',
  '凭据',
  '演示数据',
  '杆件颜色',
];

/** What is planted in the register, and where. Rows count as a sheet does: the header is row 1. */
export interface RegisterFile {
  readonly bytes: Uint8Array;
  readonly mistakes: readonly { readonly row: number; readonly mistake: Mistake; readonly of: TownCamera }[];
  readonly moved: readonly { readonly oldHost: string; readonly of: TownCamera }[];
  readonly differing: readonly TownCamera[];
  readonly silent: readonly TownCamera[];
}

/** The town's register as somebody would mail it around: GBK, a column of their own, and things that are not so. */
export function registerFile(town: Town, credentialOf: (camera: TownCamera) => string): RegisterFile {
  const well = town.cameras.filter(({ camera }) => camera.faults.length === 0 && camera.picture === 'moving');
  // Who is at an unknown address is asked with the first login alone, and only that tells the MAC of what moved.
  const [first] = town.cameras;
  const moved = every(
    well.filter((one) => credentialOf(one) === credentialOf(first!)),
    MOVED,
  );
  const others = every(
    well.filter((one) => !moved.includes(one)),
    MISTAKES.length + DIFFERING,
  );
  const wrong = others.slice(0, MISTAKES.length);
  const differing = others.slice(MISTAKES.length);
  const villages = new Map(town.villages.map(({ key, name }) => [key, name]));
  const programmes = new Map(town.programmes.map(({ key, name }) => [key, name]));

  const cells = (one: TownCamera): Record<string, string> => ({
    设备名称: one.entry.name,
    '村/社区': villages.get(one.entry.villageKey)!,
    工程: programmes.get(one.entry.programmeKey)!,
    IPV4: moved.includes(one) ? OLD_HOST(moved.indexOf(one)) : one.entry.host,
    ONVIF端口: String(one.entry.onvifPort),
    MAC地址: one.camera.mac.toUpperCase().replaceAll(':', '-'),
    经度: String(one.entry.position.longitudeDeg),
    纬度: String(one.entry.position.latitudeDeg),
    坐标系: 'GCJ-02',
    设备型号: differing.includes(one) ? OTHER_MODEL : one.camera.model,
    安装时间: '2024/5/1',
    录像保存天数: '30',
    设备状态: '在用',
    场所类型: one.entry.siteKind,
    凭据: credentialOf(one),
    演示数据: '是',
    杆件颜色: '灰',
    ...(wrong.includes(one) ? MISTAKES[wrong.indexOf(one)]!.cells : {}),
  });
  const lines = town.cameras.map((one) => COLUMNS.map((column) => cells(one)[column] ?? '').join(','));
  return {
    bytes: encodeGbk([COLUMNS.join(','), ...lines].join('\r\n')),
    mistakes: wrong.map((of, index) => ({
      row: town.cameras.indexOf(of) + 2,
      mistake: MISTAKES[index]!,
      of,
    })),
    moved: moved.map((of, index) => ({ oldHost: OLD_HOST(index), of })),
    differing,
    silent: town.cameras.filter(({ camera }) => camera.faults.some((fault) => SILENT.has(fault))),
  };
}

/** So many, spread evenly over all. */
function every<T>(all: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!);
}
