import type { Fault } from '../../kernel/fault.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { PictureMeasures } from '../domain/picture-measures.js';
import type { ProbeMemory, StreamAddress } from '../domain/probe-memory.js';

/** What one attempt on a device brought; wall time in milliseconds. Ports reject only with an abort signal's reason. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T; readonly tookMs: number }
  | { readonly ok: false; readonly fault: Fault; readonly tookMs: number };

/** A secret. Null where the register has none, or where none may be sent. */
export type Login = { readonly username: string; readonly password: string } | null;

export interface MediaProfile {
  readonly token: string;
  readonly name: string;
  readonly encoding: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

export interface StreamChoice {
  readonly address: StreamAddress;
  /** As the device wrote it, without credentials. */
  readonly original: string;
  readonly profile: MediaProfile;
}

export interface DeviceFacts {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}

/** One connection to a device's ONVIF service. At most one login of it is ever refused. */
export interface OnvifVisit {
  readonly scheme: ProbeMemory['scheme'];
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
  /** Milliseconds to the TCP connection; null when there was none. */
  readonly connectMs: number | null;
  /** What `chooseStream` was offered; null before it, or where the device lists none. */
  readonly profiles: readonly MediaProfile[] | null;
  /** The unauthenticated clock call. Offset: device minus ours, milliseconds. */
  readClock(): Promise<Attempt<{ readonly offsetMs: number }>>;
  readFacts(): Promise<Attempt<DeviceFacts>>;
  /** Address of the smallest profile that we can decode. */
  chooseStream(): Promise<Attempt<StreamChoice>>;
  /** MAC and scopes are asked last: some devices refuse them to viewers. */
  readMac(): Promise<Attempt<string | null>>;
  close(): Promise<void>;
}

export abstract class OnvifPort {
  abstract visit(
    target: ProbeTarget,
    login: Login,
    scheme: ProbeMemory['scheme'],
    signal: AbortSignal,
  ): OnvifVisit;
}

/** A coded key picture; only the picture port looks inside. */
export interface CodedPicture {
  readonly codec: 'h264' | 'h265' | 'mjpeg';
  readonly bytes: Buffer;
}

export interface StreamSample {
  readonly stream: Attempt<{
    readonly codec: string;
    readonly transport: string;
    readonly serverHeader: string | null;
    /** Whose session it is, where it is not the sample's own. */
    readonly sharedWith?: string;
  }>;
  /** Null when the stream rung broke. */
  readonly frame: Attempt<CodedPicture> | null;
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
  /** Null where the session is not the sample's own. */
  readonly packets: number | null;
  readonly lostPackets: number | null;
}

export interface StreamTarget {
  readonly cameraId: string;
  readonly host: string;
  readonly address: StreamAddress;
  readonly login: Login;
}

export abstract class StreamPort {
  abstract sample(target: StreamTarget, signal: AbortSignal): Promise<StreamSample>;
  /** Any RTSP answer at all: the heartbeat of cameras without ONVIF. */
  abstract knock(target: StreamTarget, signal: AbortSignal): Promise<Attempt<void>>;
  /**
   * The same sample through FFmpeg's own RTSP stack; null when the rate limit is spent. `busy`: somebody watches the
   * camera live, and it is not to be bothered with a second session.
   */
  abstract secondOpinion(
    target: StreamTarget,
    signal: AbortSignal,
  ): Promise<Attempt<{ readonly codec: string }> | 'busy' | null>;
}

/** Sessions of our own, whoever watches meanwhile; whom a probe asks is {@link StreamPort}. */
export abstract class OwnStreams extends StreamPort {}

export interface DecodedPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly measures: PictureMeasures;
  readonly fingerprint: string;
  readonly jpeg: Buffer | null;
}

export abstract class PicturePort {
  /** With a width, a JPEG of at most that width comes too. */
  abstract decode(picture: CodedPicture, jpegMaxWidthPx: number | null): Promise<Attempt<DecodedPicture>>;
}
