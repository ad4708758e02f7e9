import { type CameraName, concerned, type Finding, type Words, words } from './finding.js';

/** What two cameras cannot share. `ports` are those that it is reached at. */
export interface Identity extends CameraName {
  readonly zoneId: string;
  readonly host: string;
  readonly ports: readonly number[];
  readonly mac: string | null;
  readonly deviceCode: string | null;
}

/** Where a camera hangs and which way it looks; a bearing of null looks all around. */
export interface Outlook extends CameraName {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly bearingDeg: number | null;
}

export interface SameSpot {
  readonly withinM: number;
  readonly withinDeg: number;
}

const METRES_PER_DEG = 111_320;

/** Cameras that share an address and port in one zone, a MAC or a device code: one of them is not what it says. */
export function sharedIdentities(cameras: readonly Identity[]): Finding[] {
  const addresses = groupsBy(cameras, ({ zoneId, host, ports }) =>
    ports.map((port) => `${zoneId} ${host} ${port}`),
  );
  return [
    duplicate(
      'same-address',
      words('同一 IP 和端口登记了多台设备', 'several cameras have one address and port'),
      addresses,
    ),
    duplicate(
      'same-mac',
      words('MAC 地址重复', 'several cameras have one MAC'),
      groupsBy(cameras, ({ mac }) => listOf(mac)),
    ),
    duplicate(
      'same-device-code',
      words('设备编码重复', 'several cameras have one device code'),
      groupsBy(cameras, ({ deviceCode }) => listOf(deviceCode)),
    ),
  ];
}

/** Cameras that hang within some metres of each other and look the same way within some degrees. */
export function sameOutlooks(cameras: readonly Outlook[], limits: SameSpot): Finding {
  const north = cameras.toSorted((a, b) => a.latitudeDeg - b.latitudeDeg);
  const reachDeg = limits.withinM / METRES_PER_DEG;
  const others = new Map<Outlook, Outlook[]>();
  for (const [index, one] of north.entries()) {
    for (let next = index + 1; next < north.length; next += 1) {
      const other = north[next]!;
      if (other.latitudeDeg - one.latitudeDeg > reachDeg) break;
      if (distanceM(one, other) > limits.withinM || turnDeg(one, other) > limits.withinDeg) continue;
      others.set(one, [...(others.get(one) ?? []), other]);
      others.set(other, [...(others.get(other) ?? []), one]);
    }
  }
  return duplicate(
    'same-spot',
    words('同一点位、同一朝向有多台摄像机', 'several cameras hang on one spot and look the same way'),
    others,
  );
}

/** On a plane that touches the globe there: exact to millimetres over metres. */
export function distanceM(a: Outlook, b: Outlook): number {
  const northM = (b.latitudeDeg - a.latitudeDeg) * METRES_PER_DEG;
  const eastM =
    (b.longitudeDeg - a.longitudeDeg) * METRES_PER_DEG * Math.cos((a.latitudeDeg * Math.PI) / 180);
  return Math.hypot(northM, eastM);
}

/** Two that look all around look the same way; one that does and one that does not are two cameras. */
function turnDeg({ bearingDeg: a }: Outlook, { bearingDeg: b }: Outlook): number {
  if (a === null || b === null) return a === b ? 0 : Number.POSITIVE_INFINITY;
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

/** For each camera the others that share a key with it. */
function groupsBy<C extends CameraName>(
  cameras: readonly C[],
  keysOf: (camera: C) => readonly string[],
): ReadonlyMap<C, readonly C[]> {
  const members = new Map<string, C[]>();
  for (const camera of cameras) {
    for (const key of new Set(keysOf(camera))) members.set(key, [...(members.get(key) ?? []), camera]);
  }
  const others = new Map<C, C[]>();
  for (const group of members.values()) {
    if (group.length < 2) continue;
    for (const camera of group) {
      const rest = group.filter((other) => other !== camera);
      others.set(camera, [...new Set([...(others.get(camera) ?? []), ...rest])]);
    }
  }
  return others;
}

function duplicate(
  code: string,
  text: Words,
  others: ReadonlyMap<CameraName, readonly CameraName[]>,
): Finding {
  return {
    code,
    article: null,
    text,
    advice: words(
      '核对后删除重复登记，或更正其中一条',
      'look which is right, then remove the other or mend it',
    ),
    cameras: [...others].map(([camera, rest]) => {
      const named = rest.slice(0, 3).map(({ name }) => name);
      const more = rest.length > 3 ? ' …' : '';
      return concerned(
        camera,
        words(`与 ${named.join('、')}${more} 相同`, `the same as ${named.join(', ')}${more}`),
      );
    }),
  };
}

function listOf(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}
