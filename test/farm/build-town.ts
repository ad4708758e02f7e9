import type { CameraPatch, VirtualCamera } from './camera.js';
import { streamPath } from './stream-path.js';
import { boundaryOf, groundsOf } from './town-grounds.js';
import { readPlan, type Share, type TownPlan } from './town-plan.js';
import type { Programme, Town, TownCamera, Village } from './town.js';

const ONVIF_PORT = 18_000;
const RTSP_PORT = 18_554;

const MODELS = [
  { vendor: 'HIKVISION', model: 'DS-2CD2012-I', firmware: 'V5.2.0 build 140721' },
  { vendor: 'Dahua', model: 'IPC-HFW1230S', firmware: '2.800.0000000.1.R' },
  { vendor: 'UNIVIEW', model: 'IPC2122LR3', firmware: '1.10' },
  { vendor: 'Tiandy', model: 'TC-C32HN', firmware: '5.1.2' },
  { vendor: 'TP-LINK', model: 'TL-IPC43AN', firmware: '1.0.10' },
] as const;
const LOGINS = [
  { username: 'monitor', password: 'Anhai-2026-xl' },
  { username: 'monitor', password: 'p@ss:/%#word' },
  { username: '监测', password: '密码Anhai88' },
  { username: 'viewer', password: 'snow bright & "quoted"' },
] as const;
const ONVIF_AUTHS = ['wsse', 'wsse', 'digest-md5', 'both', 'digest-sha256'] as const;
const RTSP_AUTHS = ['digest-md5', 'digest-md5', 'basic', 'digest-sha256'] as const;
const CODECS = ['h264', 'h264', 'h264', 'h265', 'h264', 'h264', 'mjpeg', 'h265'] as const;

/** The second number of the addresses of a town's cameras. */
const NET = 58;

/**
 * The demonstration town: the same one each time, made from a page of configuration. One that is to stand beside another
 * has a `net` of its own.
 */
export function townOf(key: string, net = NET): Town {
  const plan = readPlan(key);
  const villages = villagesOf(plan);
  const programmes: Programme[] = plan.programmes.map((programme) => ({
    key: programme.key,
    name: programme.name,
  }));
  const places = placesOf(plan, villages);
  const shares = scattered(plan, places.length);
  const cameras = places.map((place, index) =>
    cameraOf(plan, place, { index, net, share: shares.get(index) }),
  );
  return {
    key: plan.key,
    name: plan.name,
    code: plan.code,
    demonstration: true,
    villages,
    programmes,
    cameras,
    ...groundsOf(
      plan,
      villages,
      cameras.map(({ entry }) => entry),
    ),
  };
}

function villagesOf(plan: TownPlan): Village[] {
  const named = [
    ...plan.communities.map((name) => ({ name, code: null, kind: '社区' as const })),
    ...plan.villages.map((village) => ({
      code: null,
      kind: '村' as const,
      ...(typeof village === 'string' ? { name: village } : village),
    })),
  ];
  const numbered = Array.from({ length: plan.numbered.count }, (_, index) => ({
    name: `${plan.numbered.name}${String(named.length + index + 1)}`,
    code: null,
    kind: '村' as const,
  }));
  return [...named, ...numbered].map((village, index) => {
    // A grid of seven columns, about a kilometre apart.
    const position = {
      latitudeDeg: round(plan.centre.latitudeDeg + (Math.floor(index / 7) - 3) * 0.009),
      longitudeDeg: round(plan.centre.longitudeDeg + ((index % 7) - 3) * 0.01),
    };
    return { key: `v${index + 1}`, ...village, position, boundary: boundaryOf(plan, position) };
  });
}

interface Place {
  readonly village: Village;
  readonly villageIndex: number;
  readonly programme: TownPlan['programmes'][number];
}

/** Cameras are dealt to the villages in turn, after those that are promised to one. */
function placesOf(plan: TownPlan, villages: readonly Village[]): Place[] {
  return plan.programmes.flatMap((programme) => {
    const promised = Object.entries(programme.at ?? {}).flatMap(([name, count]) => {
      const villageIndex = villages.findIndex((village) => village.name === name);
      return Array.from({ length: count }, () => ({
        village: villages[villageIndex]!,
        villageIndex,
        programme,
      }));
    });
    const others = villages
      .map((village, villageIndex) => ({ village, villageIndex, programme }))
      .filter(({ village }) => !(village.name in (programme.at ?? {})));
    const dealt = Array.from(
      { length: programme.cameras - promised.length },
      (_, index) => others[index % others.length]!,
    );
    return [...promised, ...dealt];
  });
}

/** Which camera has which share: spread over the town by a step that meets every camera once. */
function scattered({ broken, impaired, odd }: TownPlan, cameras: number): Map<number, Share> {
  const shares = new Map<number, Share>();
  let at = 7;
  for (const share of [...broken, ...impaired, ...odd]) {
    for (let left = share.count; left > 0; left -= 1) {
      at = (at + 101) % cameras;
      shares.set(at, share);
    }
  }
  return shares;
}

function cameraOf(
  plan: TownPlan,
  { village, villageIndex, programme }: Place,
  { index, net, share }: { readonly index: number; readonly net: number; readonly share?: Share | undefined },
): TownCamera {
  const model = MODELS[index % MODELS.length]!;
  const login = LOGINS[(index * 3 + villageIndex) % LOGINS.length]!;
  const id = `cam-${String(index + 1).padStart(3, '0')}`;
  const takes: CameraPatch = share?.takes ?? {};
  const camera: VirtualCamera = {
    id,
    host: hostOf(net, index),
    onvifPort: ONVIF_PORT,
    rtspPort: RTSP_PORT,
    ...model,
    serial: `9${String(100_000_000_000_000_000n + BigInt(index)).slice(1)}`,
    mac: `c0:56:e3:58:${hex(index >> 8)}:${hex(index & 255)}`,
    login,
    onvifAuth: ONVIF_AUTHS[index % ONVIF_AUTHS.length]!,
    rtspAuth: RTSP_AUTHS[index % RTSP_AUTHS.length]!,
    codec: CODECS[index % CODECS.length]!,
    size: index % 12 === 0 ? '1080p' : '360p',
    picture: 'moving',
    faults: [],
    ...takes,
  };
  const siteKind = plan.siteKinds[index % plan.siteKinds.length]!;
  return {
    camera,
    entry: {
      id,
      name: `${village.name}${siteKind}${id.slice(4)} (演示)`,
      deviceCode: null,
      villageKey: village.key,
      programmeKey: programme.key,
      siteKind,
      position: {
        latitudeDeg: round(village.position.latitudeDeg + ((index % 9) - 4) * 0.0008),
        longitudeDeg: round(village.position.longitudeDeg + ((index % 7) - 3) * 0.0009),
      },
      mount: mountOf(plan, index),
      host: camera.host,
      mac: camera.mac,
      onvifPort: ONVIF_PORT,
      rtspPort: RTSP_PORT,
      username: login.username,
      password: login.password,
      streamPath: share?.streamPathKnown ? streamPath(camera) : null,
      vendor: null,
    },
  };
}

function mountOf({ mounts, headingStepDeg }: TownPlan, index: number): TownCamera['entry']['mount'] {
  const { cameraType, mountHeightM, isHeadingUnknown } = mounts[index % mounts.length]!;
  const headingDeg = isHeadingUnknown ? null : (index * headingStepDeg) % 360;
  return { cameraType, mountHeightM, headingDeg };
}

function hostOf(net: number, index: number): string {
  return `127.${net}.${Math.floor(index / 250) + 1}.${(index % 250) + 1}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
