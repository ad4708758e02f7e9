import type { Cause, CauseKind } from './incident.js';

/** What of a camera can explain its fall. */
export interface Tied {
  readonly cameraId: string;
  readonly villageId: string;
  readonly zoneId: string;
  readonly uplink: string | null;
  readonly nvr: string | null;
  readonly poleNumber: string | null;
  readonly powerFeed: string | null;
}

type GroupKind = Exclude<CauseKind, 'many' | 'prober'>;

/** In the order in which groups of the same cameras are preferred: what a technician can go to comes first. */
const KEY_OF: Readonly<Record<GroupKind, (camera: Tied) => string | null>> = {
  pole: ({ villageId, poleNumber }) => (poleNumber === null ? null : `${villageId} ${poleNumber}`),
  uplink: ({ uplink }) => uplink,
  nvr: ({ nvr }) => nvr,
  'power-feed': ({ powerFeed }) => powerFeed,
  zone: ({ zoneId }) => zoneId,
  village: ({ villageId }) => villageId,
};
const GROUP_KINDS = Object.keys(KEY_OF) as readonly GroupKind[];

export interface Group {
  readonly kind: GroupKind;
  readonly key: string;
}

export interface CausePolicy {
  /** Of a group, at least so many fell together; two of a pole. */
  readonly minCameras: number;
  /** 0…1: "nearly all". */
  readonly share: number;
}

interface Candidate extends Group {
  readonly fallen: readonly Tied[];
  readonly size: number;
}

/** What two cameras of one pole say, a zone of two does not. */
const POLE_MIN = 2;

export function belongsTo(camera: Tied, { kind, key }: Pick<Cause, 'kind' | 'key'>): boolean {
  return kind !== 'many' && kind !== 'prober' && KEY_OF[kind](camera) === key;
}

/**
 * The group that explains the falls best: of those whose members fell nearly all, the one that explains the most, and
 * where others explain nearly as many, the most specific of them: the smallest. So 40 cameras behind a switch are the
 * switch's, though they are nearly all of the village, and though one more fell elsewhere in it.
 *
 * `eligible` are the cameras that could have fallen now, those that fell included: in service, looked at
 * before, and not down for long. Null when no group explains anything.
 */
export function suspectGroup(
  fallen: readonly Tied[],
  eligible: readonly Tied[],
  policy: CausePolicy,
): { readonly group: Group; readonly fallen: readonly Tied[] } | null {
  const found = GROUP_KINDS.flatMap((kind) => candidatesOf(kind, fallen, eligible)).filter((group) =>
    isDown(group, policy),
  );
  if (found.length === 0) return null;
  const most = Math.max(...found.map((group) => group.fallen.length));
  const best = found
    .filter((group) => group.fallen.length >= policy.share * most)
    .reduce((left, right) => (right.size < left.size ? right : left));
  return { group: { kind: best.kind, key: best.key }, fallen: best.fallen };
}

function isDown({ kind, fallen, size }: Candidate, { minCameras, share }: CausePolicy): boolean {
  const least = kind === 'pole' ? Math.min(POLE_MIN, minCameras) : minCameras;
  return fallen.length >= least && fallen.length >= share * size;
}

function candidatesOf(kind: GroupKind, fallen: readonly Tied[], eligible: readonly Tied[]): Candidate[] {
  const keyOf = KEY_OF[kind];
  const fallenOf = new Map<string, Tied[]>();
  for (const camera of fallen) {
    const key = keyOf(camera);
    if (key !== null) fallenOf.set(key, [...(fallenOf.get(key) ?? []), camera]);
  }
  const size = new Map<string, number>();
  for (const camera of eligible) {
    const key = keyOf(camera);
    if (key !== null && fallenOf.has(key)) size.set(key, (size.get(key) ?? 0) + 1);
  }
  return [...fallenOf].map(([key, members]) => ({
    kind,
    key,
    fallen: members,
    size: Math.max(size.get(key) ?? 0, members.length),
  }));
}
