import type { Fault } from '../../../kernel/fault.js';
import type { StreamTarget } from '../ports.js';

/** How the stream of a camera is shown: as it comes, or made small for a browser that lacks its codec. */
export type LiveMode = 'copy' | 'small';

/** One whole coded picture; what is inside is the matter of the port. */
export interface LivePicture {
  readonly codec: 'h264' | 'h265' | 'mjpeg';
  readonly bytes: Buffer;
  readonly parameters: Buffer;
  readonly isKey: boolean;
  readonly time: number;
}

export interface LiveFacts {
  readonly codec: LivePicture['codec'];
  readonly transport: string;
  readonly serverHeader: string | null;
}

export interface WatchSink {
  /** `loginAccepted`: the camera asked for a login and took ours. */
  opened(facts: LiveFacts, loginAccepted: boolean): void;
  picture(picture: LivePicture): void;
}

export interface WatchEnd {
  /** Null where the signal ended it. */
  readonly fault: Fault | null;
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** What a player is told before the first bytes. */
export interface LiveInit {
  /** RFC 6381, as `avc1.64001e`. */
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: Buffer;
}

export interface RenditionSink {
  init(init: LiveInit): void;
  /** `isKey`: a player may begin with it. */
  fragment(bytes: Buffer, isKey: boolean): void;
  broken(why: string, whose: 'ours' | 'camera'): void;
}

export interface Rendition {
  push(picture: LivePicture): void;
  close(): Promise<void>;
}

export abstract class LivePort {
  /** One RTSP session. Resolves when the camera has it back; at most one login of it is ever refused. */
  abstract watch(target: StreamTarget, sink: WatchSink, signal: AbortSignal): Promise<WatchEnd>;
  /** Fragmented MP4 of the pictures that are pushed; never waits, leaves out what it cannot keep up with. */
  abstract render(mode: LiveMode, sink: RenditionSink): Rendition;
}
