import { sampleNotice as sample } from '../testing/sample-notice.js';
import { NOTICE_KINDS, NOTICE_LEVELS } from './notice.js';
import { isFor } from './route.js';

const ALL = {
  villageId: null,
  kinds: NOTICE_KINDS,
  levels: NOTICE_LEVELS,
  isEscalation: false,
  isPaused: false,
};
const ESCALATION = { ...ALL, isEscalation: true, kinds: [], levels: [] };
const URGENT = { ...ALL, levels: ['urgent'] } as const;

describe('a channel gets', () => {
  it.each([
    ['everything where it filters nothing', ALL, {}, false, true],
    ['nothing while it is paused', { ...ALL, isPaused: true }, {}, false, false],
    ['what is of its village', { ...ALL, villageId: 'village-1' }, {}, false, true],
    ['nothing of another village', { ...ALL, villageId: 'village-2' }, {}, false, false],
    [
      'nothing of the town where it is of a village',
      { ...ALL, villageId: 'village-1' },
      { villageId: null },
      false,
      false,
    ],
    ['what is of the town where it is of the town', ALL, { villageId: null }, false, true],
    [
      'what is for its village only',
      { ...ALL, villageId: 'village-1' },
      { isForVillageOnly: true },
      false,
      true,
    ],
    [
      'nothing that is for a village only where it is of the town',
      ALL,
      { isForVillageOnly: true },
      true,
      false,
    ],
    ['no kind that it does not want', { ...ALL, kinds: ['report'] }, {}, false, false],
    ['no level that it does not want', URGENT, {}, false, false],
    ['a level that it wants', URGENT, { level: 'urgent' }, false, true],
    ['the routine recovery of what it was told of', URGENT, { kind: 'recovered' }, true, true],
    ['no routine recovery of what it was not told of', URGENT, { kind: 'recovered' }, false, false],
    [
      'no recovery at all where it wants none',
      { ...ALL, kinds: ['opened'] },
      { kind: 'recovered' },
      true,
      false,
    ],
    ['what is escalated where it is for that', ESCALATION, { kind: 'escalated' }, false, true],
    ['nothing else there', ESCALATION, { level: 'urgent' }, true, false],
    ['how it ended there', ESCALATION, { kind: 'recovered' }, true, true],
    ['no end of what was not escalated', ESCALATION, { kind: 'recovered' }, false, false],
  ] as const)('%s', (_case, channel, more, wasTold, expected) => {
    expect(isFor(channel, sample(more), wasTold)).toBe(expected);
  });
});
