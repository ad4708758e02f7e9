import type { Spell } from './maintenance.js';
import { spellsMeet } from './spells-meet.js';

describe('spellsMeet', () => {
  it.each<[string, Spell[], Spell[], boolean]>([
    ['nothing beside something', [], [[0, 10]], false],
    ['one after the other', [[0, 10]], [[10, 20]], false],
    ['one within the other', [[0, 30]], [[10, 20]], true],
    [
      'the last of many',
      [
        [0, 1],
        [4, 5],
        [8, 10],
      ],
      [
        [2, 3],
        [6, 7],
        [9, 12],
      ],
      true,
    ],
    [
      'many in each other’s breaks',
      [
        [0, 1],
        [4, 5],
        [8, 9],
      ],
      [
        [2, 3],
        [6, 7],
        [10, 12],
      ],
      false,
    ],
  ])('%s', (_, some, others, meets) => {
    expect([spellsMeet(some, others), spellsMeet(others, some)]).toEqual([meets, meets]);
  });
});
