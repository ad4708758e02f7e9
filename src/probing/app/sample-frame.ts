import type { StreamAddress } from '../domain/probe-memory.js';
import type { Climb, ClimbState } from './climb.js';
import type { PicturePort, StreamPort, StreamSample, StreamTarget } from './ports.js';

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
  readonly frame: Climb['frame'];
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** Faults behind which a quirk of our own client may hide: FFmpeg is asked before the camera is blamed. */
const WORTH_A_SECOND_OPINION = new Set([
  'stream-garbled',
  'stream-error',
  'stream-closed',
  'stream-no-packets',
  'no-key-frame',
  'frame-garbled',
  'codec-unsupported',
]);

/** After confirmation a broken stream is looked at twice only now and then. */
const OPINION_EVERY = 20;

/** One RTSP session and one decode, written down as the rungs stream and frame. */
export async function sampleFrame(
  ports: Ports,
  { state, address, jpegMaxWidthPx }: Wanted,
): Promise<SampledFrame> {
  const { target, login, notes, signal } = state;
  const streamTarget = { host: target.host, address, login };
  const sample = await ports.streams.sample(streamTarget, signal);
  const { loginRejected, loginAccepted } = sample;
  notes.note('stream', sample.stream, (saw) => ({
    ...saw,
    packets: sample.packets,
    lostPackets: sample.lostPackets,
  }));
  forgetWrongAddress(state, sample);
  const frame = sample.frame?.ok
    ? await decode(ports, state, sample, jpegMaxWidthPx)
    : noFrame(state, sample);
  if (frame === null && !loginRejected) await askAgain(ports, state, streamTarget);
  return { frame, loginRejected, loginAccepted };
}

function noFrame({ notes }: ClimbState, { frame }: StreamSample): null {
  if (frame !== null && !frame.ok) notes.break('frame', frame.tookMs, frame.fault);
  return null;
}

/** The address was remembered and is gone: ONVIF is asked again at the next beat. */
function forgetWrongAddress(state: ClimbState, { stream }: StreamSample): void {
  if (stream.ok || stream.fault.code !== 'stream-not-found') return;
  state.memory = { ...state.memory, stream: null };
}

async function decode(
  { pictures }: Ports,
  { notes }: ClimbState,
  sample: StreamSample,
  jpegMaxWidthPx: number | null,
): Promise<Climb['frame']> {
  if (!sample.frame?.ok) return null;
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

async function askAgain({ streams }: Ports, state: ClimbState, target: StreamTarget): Promise<void> {
  const broken = state.notes
    .all()
    .find(({ rung, outcome }) => outcome === 'broken' && (rung === 'stream' || rung === 'frame'));
  if (!broken?.fault || !WORTH_A_SECOND_OPINION.has(broken.fault.code)) return;
  const { failedFrames } = state.memory;
  if (failedFrames > 1 && failedFrames % OPINION_EVERY !== 0) return;
  const opinion = await streams.secondOpinion(target, state.signal);
  const tookMs = broken.tookMs ?? 0;
  if (opinion === null) {
    state.notes.break(broken.rung, tookMs, broken.fault, {
      ...broken.saw,
      secondOpinion: 'not asked: rate limit',
    });
  } else if (opinion.ok) {
    const saw = { fault: 'client-quirk', ourClientSaw: broken.fault.code, codec: opinion.value.codec };
    if (broken.rung === 'stream') state.notes.pass('stream', tookMs, saw);
    state.notes.pass('frame', opinion.tookMs, saw);
  } else {
    const saw = { ...broken.saw, secondOpinion: opinion.fault.code };
    state.notes.break(broken.rung, tookMs, broken.fault, saw);
  }
}
