import type { Climb } from '../app/climb.js';
import type { Evidence } from '../domain/evidence.js';
import type { WiredClimb } from './evidence-batch.js';

export function toWire({ evidence, memory, facts, stream, profiles, frame }: Climb): WiredClimb {
  return { evidence, memory, facts, stream, profiles, frame: frame === null ? null : wiredFrame(frame) };
}

function wiredFrame({ coded, decoded }: NonNullable<Climb['frame']>): NonNullable<WiredClimb['frame']> {
  const { widthPx, jpeg } = decoded;
  const base64 = (jpeg ?? coded.bytes).toString('base64');
  return { codec: coded.codec, base64, widthPx, isJpeg: jpeg !== null };
}

/** The climb as if it had been made here: instants and offsets by our clock, from which the prober's is ahead by so much. */
export function fromWire(wired: WiredClimb, aheadMs: number, begunMs: number): Climb {
  const { memory, facts, stream, profiles } = wired;
  const evidence = byOurClock(wired.evidence, aheadMs);
  return { begunMs, evidence, memory, facts, stream, profiles, frame: frameOf(wired.frame) };
}

export function byOurClock(evidence: Evidence, aheadMs: number): Evidence {
  const { at, clockOffsetMs } = evidence;
  const offsetMs = clockOffsetMs === null ? null : clockOffsetMs + aheadMs;
  return { ...evidence, at: at - aheadMs, clockOffsetMs: offsetMs };
}

function frameOf(frame: WiredClimb['frame']): Climb['frame'] {
  if (frame === null) return null;
  const bytes = Buffer.from(frame.base64, 'base64');
  return {
    coded: { codec: frame.isJpeg ? 'mjpeg' : frame.codec, bytes },
    decoded: { widthPx: frame.widthPx, jpeg: frame.isJpeg ? bytes : null },
  };
}
