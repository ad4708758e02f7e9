import { isInterviewed, type LoginTrial, outcomeOf, worthTrying } from './login-trials.js';

const credential = (credentialId: string, version = 1) => ({ credentialId, version });
const trial = (words: string, at = '10.1.1.1 80'): LoginTrial => {
  const [credentialId = '', version, outcome] = words.split(' ');
  return {
    credentialId,
    version: Number(version),
    outcome: outcome as LoginTrial['outcome'],
    at,
    triedAt: 0,
  };
};
const A = credential('a');
const B = credential('b');

describe('which credentials a device is asked with', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['all, in order, where none was tried', [], ['a', 'b']],
    ['those accepted before first', ['b 1 accepted'], ['b', 'a']],
    ['none that was refused', ['a 1 rejected'], ['b']],
    ['one that was refused, once it changed', ['a 0 rejected'], ['a', 'b']],
    ['one that failed for another reason', ['a 1 failed'], ['a', 'b']],
    ['nothing where all were refused', ['a 1 rejected', 'b 1 rejected'], []],
  ])('%s', (_name, trials, order) => {
    const worth = worthTrying(
      [A, B],
      trials.map((words) => trial(words)),
    );
    expect(worth.map(({ credentialId }) => credentialId)).toEqual(order);
  });

  it.each<[string, string, string, boolean]>([
    ['a login that was taken here', 'a 1 accepted', '10.1.1.1 80', true],
    ['a login that was taken elsewhere', 'a 1 accepted', '10.1.1.2 80', false],
    ['an older version of it', 'a 0 accepted', '10.1.1.1 80', false],
    ['a login that failed', 'a 1 failed', '10.1.1.1 80', false],
    ['a login that nobody offers now', 'c 1 accepted', '10.1.1.1 80', false],
  ])('after %s the device is done with: %s', (_name, words, at, isDone) => {
    expect(isInterviewed([A, B], [trial(words)], at)).toBe(isDone);
  });

  it.each([
    [true, true, 'rejected'],
    [true, false, 'rejected'],
    [false, true, 'accepted'],
    [false, false, 'failed'],
  ])('refused %s, complete %s: %s', (loginRejected, isComplete, outcome) => {
    expect(outcomeOf({ loginRejected, isComplete })).toBe(outcome);
  });
});
