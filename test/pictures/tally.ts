import { type ScoredFault, SCORED_FAULTS } from '../../src/probing/domain/picture-faults.js';
import { STRENGTHS } from './defects.js';
import type { Scored } from './score-set.js';

export interface Row {
  readonly defect: ScoredFault;
  /** Found ÷ shown, at each strength. */
  readonly notice: number;
  readonly complain: number;
  readonly gross: number;
  /** Pictures with nothing wrong that were called this, of how many. */
  readonly falseAlarms: number;
  readonly well: number;
  /** Found at `complain` ÷ all that were called this there or among the well ones. */
  readonly precision: number;
}

type Which = 'scores' | 'firstDay';

/** Black names what is too dark to be anything else. */
const SAYS_AS_MUCH: Partial<Record<ScoredFault, ScoredFault>> = { 'too-dark': 'black' };

/** A lorry is left out: one picture of it looks covered, and only `weigh` knows that it is none. */
export function tally(
  scored: readonly Scored[],
  thresholds: Readonly<Record<ScoredFault, number>>,
  which: Which,
): Row[] {
  const well = scored.filter(({ defect, name }) => defect === null && name !== 'a lorry');
  return SCORED_FAULTS.map((defect) => {
    const isCalled = (one: Scored, fault = defect): boolean => one[which][fault] >= thresholds[fault];
    const found = (one: Scored): boolean => isCalled(one) || isCalled(one, SAYS_AS_MUCH[defect] ?? defect);
    const [notice, complain, gross] = STRENGTHS.map((strength) =>
      scored.filter((one) => one.defect === defect && one.strength === strength),
    ) as [Scored[], Scored[], Scored[]];
    const falseAlarms = well.filter((one) => isCalled(one)).length;
    const hits = complain.filter(found).length;
    return {
      defect,
      notice: share(notice, found),
      complain: share(complain, found),
      gross: share(gross, found),
      falseAlarms,
      well: well.length,
      precision: hits + falseAlarms === 0 ? 1 : hits / (hits + falseAlarms),
    };
  });
}

function share(all: readonly Scored[], isFound: (one: Scored) => boolean): number {
  return all.length === 0 ? 1 : all.filter(isFound).length / all.length;
}

/** Each false alarm and each miss at `complain`, for a person to look into. */
export function mistakes(
  scored: readonly Scored[],
  rows: readonly Row[],
  thresholds: Readonly<Record<ScoredFault, number>>,
): string[] {
  return rows.flatMap(({ defect }) => {
    const said = (one: Scored): boolean => one.scores[defect] >= thresholds[defect];
    const line = (kind: string, one: Scored): string =>
      `${kind} ${defect}: ${one.photograph}, ${one.name} (${one.scores[defect].toFixed(2)})`;
    return [
      ...scored
        .filter((one) => one.defect === null && one.name !== 'a lorry' && said(one))
        .map((one) => line('false', one)),
      ...scored
        .filter((one) => one.defect === defect && one.strength === 'complain' && !said(one))
        .map((one) => line('missed', one)),
    ];
  });
}
