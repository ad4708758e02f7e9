import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import type { PictureFault } from './picture-faults.js';

/** One picture: when, and what looked wrong with it. */
export interface Look {
  readonly at: Instant;
  readonly suspects: readonly PictureFault[];
}

export interface WeighPolicy {
  /** Pictures that count. */
  readonly window: number;
  /** So many of them must look wrong before it is a fault, and so few before it is none any more. */
  readonly raiseAfter: number;
  readonly clearAt: number;
  /** The same for what no passer-by can do: black, and a lost signal. */
  readonly raiseUrgentAfter: number;
  /** Pictures that follow sooner are the same look: whoever asks five times sees one lorry, not five. */
  readonly minGapS: number;
}

export interface Weighed {
  /** Oldest first, no more than the window. */
  readonly looks: readonly Look[];
  readonly standing: readonly PictureFault[];
}

const URGENT = new Set<PictureFault>(['black', 'signal-lost']);

/**
 * Which faults stand after one more picture. With the defaults (3 of the last 4, gone at 1), a lorry before the lens for
 * one picture is no cover; a bag is one after the third. Worked value: wrong, wrong, well, wrong: stands; well, well
 * after that: one of four is left, and it is gone.
 */
export function weigh(
  { looks, standing }: Weighed,
  look: Look,
  { window, raiseAfter, clearAt, raiseUrgentAfter, minGapS }: WeighPolicy,
): Weighed {
  const recent = withLook(looks, look, minGapS).slice(-window);
  const stands = (fault: PictureFault): boolean => {
    const count = recent.filter(({ suspects }) => suspects.includes(fault)).length;
    if (URGENT.has(fault)) return look.suspects.includes(fault) && count >= raiseUrgentAfter;
    return count >= (standing.includes(fault) ? clearAt + 1 : raiseAfter);
  };
  const named = new Set([...standing, ...recent.flatMap(({ suspects }) => suspects)]);
  return { looks: recent, standing: [...named].filter(stands) };
}

/** What follows too soon takes the place of the look before, and leaves it its time: else a burst would never end. */
function withLook(looks: readonly Look[], look: Look, minGapS: number): readonly Look[] {
  const last = looks.at(-1);
  const isSame = last !== undefined && Math.abs(look.at - last.at) < minGapS * SECOND_MS;
  return isSame ? [...looks.slice(0, -1), { ...look, at: last.at }] : [...looks, look];
}
