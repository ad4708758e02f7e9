import { type Refusal, refusal } from '../../../kernel/sheet/refusal.js';

/** By what a camera is known again. Null is not known, and fits nothing. */
export interface CameraIdentity {
  /** Of an earlier export; null for what has none, and without meaning where the register does not know it. */
  readonly id: string | null;
  readonly deviceCode: string | null;
  readonly mac: string | null;
  readonly zoneId: string;
  readonly host: string | null;
  readonly onvifPort: number | null;
  readonly rtspPort: number | null;
  readonly rtspPath: string | null;
}

export interface KnownCamera extends Omit<CameraIdentity, 'id'> {
  readonly id: string;
  readonly name: string;
  /** Where the camera is an earlier row of the same file. */
  readonly row: number | null;
}

export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly camera: KnownCamera }
  | { readonly kind: 'refused'; readonly by: 'deviceCode' | 'mac' | 'host'; readonly refusal: Refusal };

/**
 * By the id of an earlier export, else by device code, else by MAC, else by address and channel. What fits two cameras, or one camera by its MAC or address
 * and another or none by its code, is refused: which one is meant is not ours to guess.
 */
export function matchCamera(row: CameraIdentity, known: readonly KnownCamera[]): Match {
  const byId = known.find(({ id }) => id === row.id);
  const byCode =
    row.deviceCode === null ? [] : known.filter(({ deviceCode }) => deviceCode === row.deviceCode);
  if (byId !== undefined) return settledById(byId, byCode);
  const byMac =
    row.mac === null ? [] : known.filter((camera) => camera.mac === row.mac && mayBeSameChannel(camera, row));
  if (byCode.length === 1) return settledByCode(byCode[0]!, byMac);
  if (byMac.length > 0) return settled(row, byMac, 'mac');
  return settled(row, row.host === null ? [] : atAddress(row, known), 'host');
}

function settledById(camera: KnownCamera, byCode: readonly KnownCamera[]): Match {
  const other = byCode.find(({ id }) => id !== camera.id);
  if (other === undefined) return { kind: 'one', camera };
  return refused(
    'deviceCode',
    'identities-disagree',
    [
      `登记编号属于${said(camera).zh}，设备编码属于${said(other).zh}`,
      `the id is that of ${said(camera).en}, the device code that of ${said(other).en}`,
    ],
    ['改正其中一个', 'mend one of the two'],
  );
}

/** What has the MAC already is meant, also where others (channels of one recorder) have it too. */
function settledByCode(camera: KnownCamera, byMac: readonly KnownCamera[]): Match {
  const other = byMac.find(({ id }) => id !== camera.id);
  if (other === undefined || byMac.includes(camera)) return { kind: 'one', camera };
  return refused(
    'mac',
    'identities-disagree',
    [
      `设备编码属于${said(camera).zh}，MAC 属于${said(other).zh}`,
      `the device code is that of ${said(camera).en}, the MAC that of ${said(other).en}`,
    ],
    ['改正其中一个', 'mend one of the two'],
  );
}

function settled(row: CameraIdentity, found: readonly KnownCamera[], by: 'mac' | 'host'): Match {
  if (found.length === 0) return { kind: 'none' };
  const what = by === 'mac' ? (['MAC', 'MAC'] as const) : (['地址和通道', 'address and channel'] as const);
  if (found.length > 1) {
    return refused(
      by,
      'ambiguous-match',
      [
        `${what[0]}对应多个摄像机：${found.map((camera) => said(camera).zh).join('、')}`,
        `the ${what[1]} fits several cameras: ${found.map((camera) => said(camera).en).join(', ')}`,
      ],
      ['填写设备编码或 RTSP路径 以区分', 'write the device code or the RTSP path to tell them apart'],
    );
  }
  const camera = found[0]!;
  if (row.deviceCode === null || camera.deviceCode === null) return { kind: 'one', camera };
  return refused(
    by,
    'conflicting-identity',
    [
      `${said(camera).zh}的${what[0]}相同，但设备编码是 ${camera.deviceCode}`,
      `${said(camera).en} has the same ${what[1]} but the device code ${camera.deviceCode}`,
    ],
    [
      '若为同一设备，改正设备编码；若为另一通道，填写 RTSP路径',
      'if it is the same camera mend the code; if it is another channel write its RTSP path',
    ],
  );
}

/** The channels of one recorder share its MAC and its address, and differ by stream path or port. */
function mayBeSameChannel(camera: KnownCamera, row: CameraIdentity): boolean {
  return (
    agree(camera.rtspPath, row.rtspPath) &&
    agree(camera.rtspPort, row.rtspPort) &&
    agree(camera.onvifPort, row.onvifPort)
  );
}

function atAddress(row: CameraIdentity, known: readonly KnownCamera[]): readonly KnownCamera[] {
  const there = known.filter(
    (camera) => camera.host === row.host && camera.zoneId === row.zoneId && mayBeSameChannel(camera, row),
  );
  const exact = there.filter((camera) => camera.rtspPath === row.rtspPath && row.rtspPath !== null);
  return exact.length > 0 ? exact : there;
}

function agree<T>(left: T | null, right: T | null): boolean {
  return left === null || right === null || left === right;
}

function said({ name, row, id }: KnownCamera): { readonly zh: string; readonly en: string } {
  return row === null
    ? { zh: `“${name}” (${id})`, en: `"${name}" (${id})` }
    : { zh: `第${row}行“${name}”`, en: `row ${row} "${name}"` };
}

function refused(
  by: 'deviceCode' | 'mac' | 'host',
  code: string,
  reason: readonly [string, string],
  mend: readonly [string, string],
): Match {
  return { kind: 'refused', by, refusal: refusal(code, reason, mend) };
}
