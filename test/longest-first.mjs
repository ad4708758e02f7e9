import Sequencer from '@jest/test-sequencer';

const KINDS = [/[/\\]test[/\\](?:contract|e2e)[/\\]/, /[/\\]test[/\\]/, /./];

const kindOf = ({ path }) => KINDS.findIndex((kind) => kind.test(path));

/**
 * Suites that wait for real parts start first, so that the small ones fill the gaps and no worker is alone at the end.
 * Within a kind it is Jest's own order: by time where it is known, by size where not.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const inJestsOrder = super.sort([...tests]); // oxlint-disable-line no-array-sort -- no array, and a copy besides
    return inJestsOrder.toSorted((one, other) => kindOf(one) - kindOf(other));
  }
}
