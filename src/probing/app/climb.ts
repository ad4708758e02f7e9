import type { Instant } from '../../kernel/instant.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { Evidence, PictureFacts, ProbeKind } from '../domain/evidence.js';
import type { ProbeMemory, StreamAddress } from '../domain/probe-memory.js';
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
  /** When it began, by the clock that never jumps, ms. */
  readonly begunMs: number;
  readonly evidence: Evidence;
  readonly memory: ProbeMemory;
  readonly facts: DeviceFacts | null;
  readonly stream: StreamChoice | null;
  readonly profiles: readonly MediaProfile[] | null;
  readonly frame: {
    readonly coded: CodedPicture;
    readonly decoded: Pick<DecodedPicture, 'widthPx' | 'jpeg'>;
  } | null;
}

/** What a climb collects on its way. */
export interface ClimbState {
  readonly target: ProbeTarget;
  readonly kind: ProbeKind;
  readonly at: Instant;
  readonly begunMs: number;
  readonly signal: AbortSignal;
  readonly notes: RungNotes;
  memory: ProbeMemory;
  login: Login;
  /** Names the credential, and its version, that `login` came from; null with it. */
  loginKey: string | null;
  clockOffsetMs: number | null;
  facts: DeviceFacts | null;
  stream: StreamChoice | null;
  profiles: readonly MediaProfile[] | null;
  picture: PictureFacts | null;
  frame: Climb['frame'];
}

/** Where the stream is: the register has the last word, then what ONVIF once named. Null where nobody knows. */
export function streamAddressOf({
  target,
  memory,
}: Pick<ClimbState, 'target' | 'memory'>): StreamAddress | null {
  return target.rtsp === null ? memory.stream : { ...target.rtsp, isSecret: false };
}
