import { DomainError } from '../../../kernel/domain-error.js';
import { type Plane, spotOf } from '../../../kernel/geography.js';
import type { GroundCamera } from '../map/grounds.js';
import { turned } from '../sight/footprint.js';
import { pixelWidthOf } from '../sight/resolution.js';
import type { SightDefaults, SightProblem } from '../sight/sight-facts.js';
import { sightOf } from '../sight/sight-of.js';
import type { Assumable, Sight } from '../sight/sight.js';
import type { Change, Lens, NewCamera } from './change.js';

/** The camera that is to be bought, as if it hung already and lived. A value that can't be used is refused. */
export function boughtCamera(
  id: string,
  { villageId, position, mounting }: NewCamera,
  plane: Plane,
  defaults: SightDefaults,
): GroundCamera {
  const { sight, problems } = sightOf(plane, { ...mounting, position, direction: null }, defaults);
  refuse(problems);
  const ties = { pole: null, uplink: null, nvr: null, powerFeed: null };
  return { id, villageId, programmeId: null, sight, isLive: true, ties };
}

/** The camera after a change that leaves it there. */
export function changedCamera(
  camera: GroundCamera,
  change: Exclude<Change, { readonly kind: 'buy' | 'remove' }>,
  plane: Plane,
): GroundCamera {
  const { sight } = camera;
  switch (change.kind) {
    case 'repair':
      return { ...camera, isLive: true };
    case 'turn':
      return { ...camera, sight: aimed(sight, change) };
    case 'move': {
      const at = spotOf(plane, change.position);
      return { ...camera, sight: aimed({ ...sight, at }, { ...change, tiltDeg: null }) };
    }
    case 'change-lens':
      return { ...camera, sight: withLens(sight, change.lens) };
  }
}

interface Aim {
  readonly headingDeg: number | null;
  readonly tiltDeg: number | null;
  readonly mountHeightM?: number | null;
}

function aimed(sight: Sight, { headingDeg, tiltDeg, mountHeightM = null }: Aim): Sight {
  const facing = headingDeg === null ? sight : turned(sight, headingDeg);
  return said(facing, { tiltDeg, heightM: mountHeightM });
}

function withLens(sight: Sight, lens: Lens): Sight {
  const widthPx = lens.resolution === null ? null : pixelWidthOf(lens.resolution);
  if (lens.resolution !== null && widthPx === null) {
    const message = `resolution is "${lens.resolution}"; write its pixels, such as 1920x1080`;
    refuse([{ field: 'resolution', message }]);
  }
  const { horizontalFieldOfViewDeg, verticalFieldOfViewDeg, viewDistanceM: rangeM } = lens;
  const after = said(sight, { horizontalFieldOfViewDeg, verticalFieldOfViewDeg, rangeM });
  const seen =
    widthPx === null ? after : { ...after, widthPx, assumed: without(after.assumed, 'resolution') };
  if (seen.kind === 'ptz') return seen;
  return { ...seen, kind: seen.horizontalFieldOfViewDeg >= 180 ? 'panoramic' : 'fixed' };
}

type Said = Partial<Record<Exclude<Assumable, 'resolution'>, number | null>>;

/** What is said is no longer assumed; null says nothing. */
function said(sight: Sight, values: Said): Sight {
  const given = Object.entries(values).filter(([, value]) => value !== null);
  const assumed = without(sight.assumed, ...given.map(([field]) => field));
  return { ...sight, ...Object.fromEntries(given), assumed };
}

function without(assumed: readonly Assumable[], ...fields: readonly string[]): readonly Assumable[] {
  return assumed.filter((field) => !fields.includes(field));
}

function refuse(problems: readonly SightProblem[]): void {
  if (problems.length === 0) return;
  const fields = problems.map(({ field, message }) => ({ path: field, message }));
  throw new DomainError('unprocessable', 'unusable-mounting', `${fields[0]!.message}.`, fields);
}
