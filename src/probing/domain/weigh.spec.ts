import { assert, array, boolean, property } from 'fast-check';
import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import type { PictureFault } from './picture-faults.js';
import { weigh, type Weighed } from './weigh.js';

const T = Date.UTC(2026, 0, 1);
const POLICY = { window: 4, raiseAfter: 3, clearAt: 1, raiseUrgentAfter: 1, minGapS: 60 };
const NOTHING: Weighed = { looks: [], standing: [] };

/** `x`: it looks wrong, `.`: it does not, ten minutes apart. Answers where the fault stands: `!` or `.`. */
function played(pictures: string, fault: PictureFault, gapMs = 10 * MINUTE_MS): string {
  let weighed = NOTHING;
  return [...pictures]
    .map((picture, index) => {
      const suspects = picture === 'x' ? [fault] : [];
      weighed = weigh(weighed, { at: T + index * gapMs, suspects }, POLICY);
      return weighed.standing.includes(fault) ? '!' : '.';
    })
    .join('');
}

describe('weigh', () => {
  it.each<[string, PictureFault, string, string]>([
    ['a lorry before the lens for one picture is no cover', 'covered', '...x....', '........'],
    ['nor is it for two', 'covered', '..xx....', '........'],
    ['nor are two lorries', 'covered', '.x..x...', '........'],
    ['a bag is, after the third', 'covered', '..xxxxx', '....!!!'],
    ['a look between that is well does not hide it', 'covered', 'xx.x', '...!'],
    ['it is gone when one of four is left', 'covered', 'xxx....', '..!!!..'],
    ['a fault that comes and goes stays', 'covered', 'xxx.x.x.x.', '..!!!!!!!!'],
    ['black needs no second look', 'black', '..x.x', '..!.!'],
    ['nor does a lost signal', 'signal-lost', '.xx.', '.!!.'],
  ])('%s', (_name, fault, pictures, expected) => {
    expect(played(pictures, fault)).toBe(expected);
  });

  it('counts pictures in a burst once, so that five questions in a minute see one lorry', () => {
    expect(played('xxxxxx', 'covered', 10 * SECOND_MS)).toBe('......');
  });

  it('still comes to an end of a burst: every gap is a look', () => {
    expect(played('x'.repeat(13), 'covered', 10 * SECOND_MS)).toBe('............!');
  });

  it('keeps no more looks than it weighs', () => {
    assert(
      property(array(boolean(), { maxLength: 40 }), (pictures) => {
        let weighed = NOTHING;
        for (const [index, isWrong] of pictures.entries())
          weighed = weigh(
            weighed,
            { at: T + index * MINUTE_MS, suspects: isWrong ? ['blurred'] : [] },
            POLICY,
          );
        expect(weighed.looks.length).toBeLessThanOrEqual(POLICY.window);
        const wrong = weighed.looks.filter(({ suspects }) => suspects.length > 0).length;
        const isWrongOften = wrong >= POLICY.raiseAfter;
        const isWrongSeldom = wrong <= POLICY.clearAt;
        const isStanding = weighed.standing.includes('blurred');
        expect([isWrongOften && !isStanding, isWrongSeldom && isStanding]).toEqual([false, false]);
      }),
    );
  });
});
