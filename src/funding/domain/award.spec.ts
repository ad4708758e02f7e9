import { fen } from '../../kernel/money.js';
import { AWARD_KINDS, awardName, refusalToEnter } from './award.js';

const TERMS = { year: 2019, receivedOn: '2020-03-01', amountFen: fen(14_269_700), note: null };

describe('an award', () => {
  it('of the town is entered by the town, and a village enters what it brings up itself', () => {
    const mayVillage = AWARD_KINDS.filter((kind) => refusalToEnter(kind, 'village') === null);
    expect(mayVillage).toEqual(['collective', 'donation', 'other']);
    expect(AWARD_KINDS.map((kind) => refusalToEnter(kind, 'admin'))).toEqual(AWARD_KINDS.map(() => null));
  });

  it('has a name that people tell it by', () => {
    const star = { ...TERMS, kind: 'star', starLevel: 5, documentNumber: '安政〔2020〕8号' } as const;
    expect(awardName(star)).toBe('2019 五星奖励（安政〔2020〕8号）');
    expect(awardName({ ...TERMS, kind: 'donation', starLevel: null, documentNumber: null })).toBe(
      '2019 捐赠',
    );
  });
});
