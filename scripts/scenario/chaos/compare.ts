/** From then on a camera was in this state. */
export interface Change {
  readonly atMs: number;
  readonly state: string;
  /** What is wrong with it, as a code. */
  readonly fault?: string | undefined;
}

export type Stretch = readonly [fromMs: number, toMs: number];

/** Pieces of `whole` that lie in none of `holes`, which are in order and apart. */
export function without([from, to]: Stretch, holes: readonly Stretch[]): Stretch[] {
  const edges = [from, ...holes.flat(), to].map((edge) => Math.min(Math.max(edge, from), to));
  const pieces: Stretch[] = [];
  for (let at = 0; at < edges.length; at += 2) pieces.push([edges[at]!, edges[at + 1]!]);
  return pieces.filter(([begin, end]) => begin < end);
}

/** Milliseconds in which a camera was in this state. Changes are in order; the first one is before all pieces. */
export function timeIn(changes: readonly Change[], state: string, pieces: readonly Stretch[]): number {
  return pieces
    .flatMap((piece) => stateStretches(changes, piece))
    .filter((stretch) => stretch.state === state)
    .reduce((sum, { stretch: [from, to] }) => sum + to - from, 0);
}

/**
 * Milliseconds in which one history says that the camera was up and the other that it was down, beyond what two who look
 * at hours of their own may be apart each time. What either did not see contradicts nothing.
 */
export function contradiction(
  [one, other]: readonly [readonly Change[], readonly Change[]],
  pieces: readonly Stretch[],
  apartMs: number,
): number {
  return pieces
    .flatMap((piece) => apart(one, other, piece))
    .reduce((sum, [from, to]) => sum + Math.max(0, to - from - apartMs), 0);
}

function apart(one: readonly Change[], other: readonly Change[], [from, to]: Stretch): Stretch[] {
  const instants = [...one, ...other].map(({ atMs }) => atMs).filter((atMs) => atMs > from && atMs < to);
  const edges = [from, ...instants.toSorted((a, b) => a - b), to];
  const found: Stretch[] = [];
  for (const [index, begin] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1]!;
    if (!contradict(stateAt(one, begin), stateAt(other, begin))) continue;
    const last = found.at(-1);
    if (last?.[1] === begin) found.splice(-1, 1, [last[0], end]);
    else found.push([begin, end]);
  }
  return found;
}

function contradict(one: string, other: string): boolean {
  return one !== 'unknown' && other !== 'unknown' && (one === 'offline') !== (other === 'offline');
}

function stateAt(changes: readonly Change[], atMs: number): string {
  return changes.findLast((change) => change.atMs <= atMs)?.state ?? 'unknown';
}

function stateStretches(
  changes: readonly Change[],
  [from, to]: Stretch,
): { readonly state: string; readonly stretch: Stretch }[] {
  const inside = changes.filter(({ atMs }) => atMs > from && atMs < to).map(({ atMs }) => atMs);
  const edges = [from, ...inside, to];
  return edges.slice(0, -1).map((begin, index) => ({
    state: stateAt(changes, begin),
    stretch: [begin, edges[index + 1]!],
  }));
}

/** How often each camera is named, those that are never named left out. */
export function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names.toSorted()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
