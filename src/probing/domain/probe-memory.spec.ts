import { FRESH_BUDGET, loginRefused } from './login-budget.js';
import { joined, NO_MEMORY, type ProbeMemory } from './probe-memory.js';
import { learn, type LearnPolicy } from './scene-reference.js';
import { STREET_MEASURES } from '../testing/street-picture.js';

const POLICY: LearnPolicy = { learnHours: 24, learnPictures: 24 };
const LONG = learn(null, STREET_MEASURES, 1_000, POLICY);
const SHORT = learn(null, STREET_MEASURES, 2_000, POLICY);
const KNOWN: ProbeMemory = { ...NO_MEMORY, address: '10.1.1.1', scenes: { day: LONG, night: null } };

describe('what a climb left, with what is known', () => {
  it('is told as it is where it knew all of it', () => {
    const told = { ...KNOWN, missed: 1, scenes: { day: { ...LONG, count: 2 }, night: SHORT } };
    expect(joined(KNOWN, told)).toEqual(told);
    expect(joined(KNOWN, told).scenes).toBe(told.scenes);
  });

  it.each([
    ['began anew', SHORT],
    ['was not at hand', null],
  ])('keeps the scene that is known where another one %s', (_name, day) => {
    const told = { ...KNOWN, missed: 1, scenes: { day, night: SHORT } };
    expect(joined(KNOWN, told)).toEqual({ ...told, scenes: { day: LONG, night: SHORT } });
  });

  it('lets go the scene of another address', () => {
    const told = { ...NO_MEMORY, address: '10.1.1.2' };
    expect(joined(KNOWN, told).scenes).toEqual(told.scenes);
  });

  it('has the later account of the login, whoever has it', () => {
    const budget = loginRefused(FRESH_BUDGET, { key: 'c 1', as: 'login-rejected', over: 'rtsp' }, 3_000);
    const refused = { ...KNOWN, budget };
    expect(joined(refused, KNOWN).budget).toEqual(budget);
    expect(joined(KNOWN, refused).budget).toEqual(budget);
  });
});
