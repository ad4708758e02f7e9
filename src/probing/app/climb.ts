import type { Instant } from '../../kernel/instant.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { Evidence, PictureFacts, ProbeKind } from '../domain/evidence.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type {
  CodedPicture,
  DecodedPicture,
  DeviceFacts,
  Login,
  MediaProfile,
  StreamChoice,
} from './ports.js';
import type { RungNotes } from './rungs.js';

/** One climb: what was seen, what is to be remembered, and the picture while it is judged. */
export interface Climb {
  readonly evidence: Evidence;
  readonly memory: ProbeMemory;
  readonly facts: DeviceFacts | null;
  readonly stream: StreamChoice | null;
  readonly profiles: readonly MediaProfile[] | null;
  readonly frame: { readonly coded: CodedPicture; readonly decoded: DecodedPicture } | null;
}

/** What a climb collects on its way. */
export interface ClimbState {
  readonly target: ProbeTarget;
  readonly kind: ProbeKind;
  readonly at: Instant;
  readonly signal: AbortSignal;
  readonly notes: RungNotes;
  memory: ProbeMemory;
  login: Login;
  clockOffsetMs: number | null;
  facts: DeviceFacts | null;
  stream: StreamChoice | null;
  profiles: readonly MediaProfile[] | null;
  picture: PictureFacts | null;
  frame: Climb['frame'];
}
