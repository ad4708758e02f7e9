import { BaseSequencer } from 'vitest/node';

const ORDER = ['stories', 'e2e', 'contract', 'browser', 'farm', 'unit', 'boundaries'];

const placeOf = ({ project }) => ORDER.indexOf(project.name);

/**
 * Suites that wait for real parts start first, so that the small ones fill the gaps and no worker is alone at the end.
 * Those of one project stay together, for a process serves one project. Within it is Vitest's own order: by time where
 * it is known, by size where not.
 */
export class LongestFirst extends BaseSequencer {
  async sort(suites) {
    const inVitestsOrder = await super.sort(suites); // oxlint-disable-line no-array-sort -- no array
    return inVitestsOrder.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
