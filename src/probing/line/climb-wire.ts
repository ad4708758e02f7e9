import type { Climb } from '../app/climb.js';
import type { Evidence } from '../domain/evidence.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type { WiredClimb } from './evidence-batch.js';

/** `known`: what the other end remembers already, so that only what differs from it is said; null says everything. */
export function toWire(climb: Climb, known: ProbeMemory | null): WiredClimb {
  const { evidence, facts, stream, profiles, frame } = climb;
  const memory = known === null ? climb.memory : changesOf(climb.memory, known);
  return { evidence, memory, facts, stream, profiles, frame: frame === null ? null : wiredFrame(frame) };
}

/** A climb leaves what it does not touch as it is, so that what is not the very same has changed. */
function changesOf(memory: ProbeMemory, known: ProbeMemory): Partial<ProbeMemory> {
  const isChanged = ([key, value]: [string, unknown]): boolean => value !== known[key as keyof ProbeMemory];
  return Object.fromEntries(Object.entries(memory).filter(isChanged)) as Partial<ProbeMemory>;
}

function wiredFrame({ coded, decoded }: NonNullable<Climb['frame']>): NonNullable<WiredClimb['frame']> {
  const { widthPx, jpeg } = decoded;
  const base64 = (jpeg ?? coded.bytes).toString('base64');
  return { codec: coded.codec, base64, widthPx, isJpeg: jpeg !== null };
}

interface Asked {
  readonly errand: { readonly memory: ProbeMemory };
  /** By the clock that never jumps. */
  readonly begunMs: number;
}

/** The climb as if it had been made here: instants and offsets by our clock, from which the prober's is ahead by so much. */
export function fromWire(wired: WiredClimb, aheadMs: number, { errand, begunMs }: Asked): Climb {
  const { facts, stream, profiles } = wired;
  const memory = { ...errand.memory, ...wired.memory };
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
