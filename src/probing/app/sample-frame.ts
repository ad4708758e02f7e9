import type { StreamAddress } from '../domain/probe-memory.js';
import { askAgain } from './ask-again.js';
import type { ClimbState } from './climb.js';
import type { CodedPicture, DecodedPicture, PicturePort, StreamPort, StreamSample } from './ports.js';

interface Ports {
  readonly streams: StreamPort;
  readonly pictures: PicturePort;
}

interface Wanted {
  readonly state: ClimbState;
  readonly address: StreamAddress;
  /** Null where the coded picture is small enough to be kept as it is. */
  readonly jpegMaxWidthPx: number | null;
}

export interface SampledFrame {
  readonly frame: { readonly coded: CodedPicture; readonly decoded: DecodedPicture } | null;
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** One RTSP session and one decode, written down as the rungs stream and frame. */
export async function sampleFrame(
  { streams, pictures }: Ports,
  { state, address, jpegMaxWidthPx }: Wanted,
): Promise<SampledFrame> {
  const { cameraId, host } = state.target;
  const target = { cameraId, host, address, login: state.login };
  const sample = await streams.sample(target, state.signal);
  const { loginRejected, loginAccepted, packets, lostPackets } = sample;
  state.notes.note('stream', sample.stream, (saw) => ({ ...saw, packets, lostPackets }));
  forgetWrongAddress(state, sample);
  const frame = await decode(pictures, { state, sample, jpegMaxWidthPx });
  if (frame !== null) state.memory = { ...state.memory, isQuirky: false };
  // A login that was not asked for, or not taken, is nothing to send once more.
  else await askAgain(streams, state, { ...target, login: loginAccepted ? target.login : null });
  return { frame, loginRejected, loginAccepted };
}

/** The address was remembered and is gone: ONVIF is asked again at the next beat. */
function forgetWrongAddress(state: ClimbState, { stream }: StreamSample): void {
  if (stream.ok || stream.fault.code !== 'stream-not-found') return;
  state.memory = { ...state.memory, stream: null };
}

interface Sampled {
  readonly state: ClimbState;
  readonly sample: StreamSample;
  readonly jpegMaxWidthPx: number | null;
}

async function decode(
  pictures: PicturePort,
  { state, sample, jpegMaxWidthPx }: Sampled,
): Promise<SampledFrame['frame']> {
  const { notes } = state;
  if (sample.frame === null) return null;
  if (!sample.frame.ok) {
    notes.break('frame', sample.frame.tookMs, sample.frame.fault);
    return null;
  }
  const coded = sample.frame.value;
  const decoded = await pictures.decode(coded, jpegMaxWidthPx);
  const tookMs = sample.frame.tookMs + decoded.tookMs;
  if (!decoded.ok) {
    notes.break('frame', tookMs, decoded.fault, { codedBytes: coded.bytes.length });
    return null;
  }
  const { widthPx, heightPx } = decoded.value;
  notes.pass('frame', tookMs, { codec: coded.codec, widthPx, heightPx, codedBytes: coded.bytes.length });
  return { coded, decoded: decoded.value };
}
