import { STREET_MEASURES } from '../testing/street-picture.js';
import { learn } from './scene-reference.js';
import { scorePicture } from './score-picture.js';

const POLICY = { learnHours: 1, learnPictures: 1 };
const reference = learn(null, STREET_MEASURES, 0, POLICY);
const bytes = (count: number, value: number): string => Buffer.alloc(count, value).toString('base64');
const byDay = (more: Partial<typeof STREET_MEASURES>, known: typeof reference | null = reference) =>
  scorePicture({ ...STREET_MEASURES, ...more }, { daylight: 'day', reference: known });

describe('the score of a picture', () => {
  it('is nothing where nothing is wrong', () => {
    expect(Math.max(...Object.values(byDay({})))).toBeLessThan(0.1);
  });

  it('is too bright where the exposure is too long, not where the sun burns out the sky', () => {
    const burntShare = 0.5;
    expect(byDay({ burntShare, tileMeans: bytes(160, 121) })['too-bright']).toBeLessThan(0.2);
    expect(byDay({ burntShare, tileMeans: bytes(160, 198) })['too-bright']).toBeCloseTo(0.67, 2);
  });

  it('goes by the burnt-out share alone on the first day', () => {
    expect(byDay({ burntShare: 0.6 }, null)['too-bright']).toBeCloseTo(0.6);
  });

  it('is blurred where the same things are, not where only soft ones are left', () => {
    const blurPx = 1.2;
    expect(byDay({ blurPx, blockBlurs: bytes(40, 20) }).blurred).toBeCloseTo(0.82, 2);
    expect(byDay({ blurPx, blockBlurs: bytes(40, 10) }).blurred).toBe(0);
  });

  it('says nothing at night of the sharpness of a few halos', () => {
    const few = { blurPx: 1.2, blockBlurs: Buffer.from([90, 90, 90]).toString('base64') };
    expect(byDay(few).blurred).toBeGreaterThan(0.5);
    const atNight = scorePicture({ ...STREET_MEASURES, ...few }, { daylight: 'night', reference });
    expect(atNight.blurred).toBe(0);
  });

  it('bears more noise at night', () => {
    expect(byDay({ grain: 3 }).noisy).toBe(0.75);
    expect(scorePicture({ ...STREET_MEASURES, grain: 3 }, { daylight: 'night', reference }).noisy).toBe(0.25);
  });

  it('judges by what it knows from before, until it has learned more', () => {
    const { blockBlurs: _blurs, tileMeans: _means, ...learnedBefore } = reference;
    const scores = byDay({ blurPx: 1.2, burntShare: 0.6, blockBlurs: bytes(40, 10) }, learnedBefore);
    expect(scores.blurred).toBeCloseTo(0.82, 2);
    expect(scores['too-bright']).toBeCloseTo(0.6);
  });
});
