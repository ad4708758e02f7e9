import { type CameraKey, PLACES } from './street.js';

export type Status = 'covered' | 'fragile' | 'dark' | 'uncovered';

/** How every place stands when these cameras see, by the words of the field: two and more, one, none that lives, none. */
export function standings(lit: ReadonlySet<CameraKey>): Record<string, Status> {
  return Object.fromEntries(PLACES.map(({ name, seenBy }) => [name, standing(seenBy, lit)]));
}

function standing(seenBy: readonly CameraKey[], lit: ReadonlySet<CameraKey>): Status {
  const live = seenBy.filter((key) => lit.has(key)).length;
  if (live > 0) return live > 1 ? 'covered' : 'fragile';
  return seenBy.length > 0 ? 'dark' : 'uncovered';
}

export function gapWeight(lit: ReadonlySet<CameraKey>): number {
  const now = standings(lit);
  const isGap = ({ name }: { readonly name: string }) => now[name] === 'dark' || now[name] === 'uncovered';
  return PLACES.filter(isGap).reduce((sum, { weight }) => sum + weight, 0);
}

export function placeCounts(lit: ReadonlySet<CameraKey>): Record<Status, number> {
  const counts = { covered: 0, fragile: 0, dark: 0, uncovered: 0 };
  for (const status of Object.values(standings(lit))) counts[status] += 1;
  return counts;
}

/** Shares of the ground that cameras see on paper: each one alone, and all together. */
export interface Ground {
  readonly alone: Readonly<Record<CameraKey, number>>;
  readonly all: number;
}

/** The two at the village entrance see partly the same ground, the third sees its own. */
export function groundSeen({ alone, all }: Ground, lit: ReadonlySet<CameraKey>): number {
  const [isSouth, isNorth] = [lit.has('村口南'), lit.has('村口北')];
  const entrance =
    isSouth && isNorth ? all - alone.学校 : (isSouth ? alone.村口南 : 0) + (isNorth ? alone.村口北 : 0);
  return entrance + (lit.has('学校') ? alone.学校 : 0);
}
