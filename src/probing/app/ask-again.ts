import type { Fault, FaultCode } from '../../kernel/fault.js';
import type { RungEvidence } from '../domain/evidence.js';
import type { ClimbState } from './climb.js';
import type { StreamPort, StreamTarget } from './ports.js';

/** Faults behind which a quirk of our own client may hide: FFmpeg is asked before the camera is blamed. */
const WORTH_A_SECOND_OPINION = new Set<FaultCode>([
  'no-media',
  'stream-garbled',
  'stream-error',
  'stream-closed',
  'stream-no-packets',
  'no-key-frame',
  'frame-garbled',
  'codec-unsupported',
]);

/** Once confirmed, a broken stream is looked at twice only now and then. */
const CONFIRMED_AFTER = 2;
const OPINION_EVERY = 20;

const WATCHED: Fault = {
  code: 'stream-busy',
  detail: 'A picture of the live view did not decode; FFmpeg is asked when nobody watches any more.',
};

interface Broken extends RungEvidence {
  readonly fault: Fault;
}

/** The second opinion on a stream or frame that broke, written down beside what our client saw. */
export async function askAgain(streams: StreamPort, state: ClimbState, target: StreamTarget): Promise<void> {
  const broken = brokenRung(state);
  if (broken === null || !WORTH_A_SECOND_OPINION.has(broken.fault.code)) return;
  const { failedFrames } = state.memory;
  if (failedFrames >= CONFIRMED_AFTER && failedFrames % OPINION_EVERY !== 0) {
    return notAsked(state, broken, 'confirmed before');
  }
  const opinion = await streams.secondOpinion(target, state.signal);
  if (opinion === null) return notAsked(state, broken, 'rate limit');
  if (opinion === 'busy') return state.notes.break(broken.rung, broken.tookMs ?? 0, WATCHED, broken.saw);
  if (!opinion.ok) {
    state.memory = { ...state.memory, isQuirky: false };
    const saw = { ...broken.saw, secondOpinion: opinion.fault.code };
    return state.notes.break(broken.rung, broken.tookMs ?? 0, broken.fault, saw);
  }
  state.memory = { ...state.memory, isQuirky: true };
  const saw = { fault: 'client-quirk', ourClientSaw: broken.fault.code, codec: opinion.value.codec };
  if (broken.rung === 'stream') state.notes.pass('stream', broken.tookMs ?? 0, saw);
  state.notes.pass('frame', opinion.tookMs, saw);
}

/** A camera on which our client alone stumbled last time is not to be blamed because nobody could be asked this time. */
function notAsked({ notes, memory }: ClimbState, { rung, tookMs, fault, saw }: Broken, why: string): void {
  const blamed: Fault = memory.isQuirky
    ? {
        code: 'client-quirk',
        detail: `Our client fails as before, and FFmpeg was not asked: ${fault.detail}`,
      }
    : fault;
  notes.break(rung, tookMs ?? 0, blamed, { ...saw, secondOpinion: `not asked: ${why}` });
}

function brokenRung({ notes }: ClimbState): Broken | null {
  const found = notes.all().find(isBrokenAbove);
  return found ?? null;
}

function isBrokenAbove(evidence: RungEvidence): evidence is Broken {
  return evidence.fault !== null && (evidence.rung === 'stream' || evidence.rung === 'frame');
}
