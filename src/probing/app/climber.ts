import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type { Climb } from './climb.js';

/** One climb that is to be made. */
export interface Errand {
  readonly target: ProbeTarget;
  readonly kind: ProbeKind;
  /** What the climbs before it left. */
  readonly memory: ProbeMemory;
}

/** Climbs the ladder of a camera: here, or in whatever process is nearer to it. */
export abstract class Climber {
  /**
   * Resolves with what was seen, however little that is; rejects with the signal's reason, with a {@link NotClimbed} where
   * nobody could be sent, and else only for faults of ours.
   */
  abstract climb(errand: Errand, signal: AbortSignal): Promise<Climb>;
}

/** Nobody told of a look at the camera: that says nothing of it. Somebody may have begun one, and spent a login. */
export class NotClimbed extends Error {
  override readonly name: string = 'NotClimbed';
}

/** Nobody has begun, and nobody will. */
export class NotBegun extends NotClimbed {
  override readonly name = 'NotBegun';
}
