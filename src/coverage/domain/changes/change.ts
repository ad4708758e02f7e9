import type { Position } from '../../../kernel/geography.js';
import type { SightFacts } from '../sight/sight-facts.js';

/** How a camera is to hang and look, in the words of the register; null for what is usual for its type. */
export type Mounting = Omit<SightFacts, 'position' | 'direction'>;

/** What of a camera the lens decides. */
export const LENS_FIELDS = [
  'resolution',
  'horizontalFieldOfViewDeg',
  'verticalFieldOfViewDeg',
  'viewDistanceM',
] as const satisfies readonly (keyof Mounting)[];
export type Lens = Pick<Mounting, (typeof LENS_FIELDS)[number]>;

/** A camera that is to be bought. */
export interface NewCamera {
  readonly name: string;
  readonly villageId: string;
  readonly position: Position;
  readonly mounting: Mounting;
}

interface OfCamera {
  readonly cameraId: string;
}

/** One thing that people could do to the cameras of a town. What is null stays as it is. */
export type Change =
  | { readonly kind: 'buy'; readonly camera: NewCamera }
  | (OfCamera & {
      readonly kind: 'move';
      readonly position: Position;
      readonly mountHeightM: number | null;
      readonly headingDeg: number | null;
    })
  | (OfCamera & { readonly kind: 'turn'; readonly headingDeg: number; readonly tiltDeg: number | null })
  | (OfCamera & { readonly kind: 'change-lens'; readonly lens: Lens })
  | (OfCamera & { readonly kind: 'remove' })
  | (OfCamera & { readonly kind: 'repair' });

export const CHANGE_KINDS = ['buy', 'move', 'turn', 'change-lens', 'remove', 'repair'] as const;

/** A change with its name in the request or the plan, and what it costs. */
export interface PricedChange {
  readonly id: string;
  readonly change: Change;
  readonly costFen: number;
}

export function costOf(changes: readonly Pick<PricedChange, 'costFen'>[]): number {
  return changes.reduce((sum, { costFen }) => sum + costFen, 0);
}
