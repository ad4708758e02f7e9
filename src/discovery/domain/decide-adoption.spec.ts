import { decideAdoption } from './decide-adoption.js';
import type { Match } from './match.js';

const known: Match = { kind: 'known', cameraId: 'a', by: 'mac' };
const moved: Match = {
  kind: 'moved',
  cameraId: 'a',
  by: 'mac',
  from: '1',
  to: '2',
  question: '',
  differences: [],
};
const differs = (fact: 'mac' | 'firmware' | 'port', by: 'mac' | 'address' = 'address'): Match => ({
  kind: 'differs',
  cameraId: 'a',
  by,
  differences: [{ fact, registered: '1', found: '2' }],
});
const ambiguous: Match = { kind: 'ambiguous', cameraIds: ['a', 'b'], by: 'mac' };
const NO_WISH = { cameraId: null, asNew: false };

describe('a candidate that is adopted', () => {
  it.each<[string, Match, object, string]>([
    ['is entered where nobody knows it', { kind: 'new' }, {}, 'enter'],
    ['mends the camera that it is', known, {}, 'mend a'],
    ['mends the camera that moved', moved, {}, 'mend a'],
    ['mends a camera with another firmware', differs('firmware'), {}, 'mend a'],
    ['mends a camera with another port', differs('port'), {}, 'mend a'],
    ['mends a camera whose MAC in the register was mended by probing', differs('mac', 'mac'), {}, 'mend a'],
    ['is refused where another device stands at the address', differs('mac'), {}, 'refuse another-device'],
    ['replaces that camera where somebody says so', differs('mac'), { cameraId: 'a' }, 'mend a'],
    ['is a camera of its own where somebody says so', differs('mac'), { asNew: true }, 'enter'],
    ['is refused where it may be several', ambiguous, {}, 'refuse ambiguous-match'],
    ['is the one of several that somebody names', ambiguous, { cameraId: 'b' }, 'mend b'],
    ['is not entered twice', known, { asNew: true }, 'refuse already-registered'],
    ['cannot be both', known, { asNew: true, cameraId: 'a' }, 'refuse contradiction'],
  ])('%s', (_name, match, wish, expected) => {
    const decision = decideAdoption(match, { ...NO_WISH, ...wish });
    const detail =
      'cameraId' in decision ? ` ${decision.cameraId}` : 'code' in decision ? ` ${decision.code}` : '';
    expect(decision.do + detail).toBe(expected);
  });
});
