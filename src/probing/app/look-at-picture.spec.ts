import { HOUR_MS } from '../../kernel/instant.js';
import type { PictureMeasures } from '../domain/picture-measures.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { HALF, STREET_MEASURES } from '../testing/street-picture.js';
import {
  glanceAtPicture,
  lookAtPicture,
  type LookedAt,
  type PictureSettings,
  sawOf,
} from './look-at-picture.js';

/** 11:00 at Anhai. */
const MORNING = Date.UTC(2026, 0, 1, 3);
const NIGHT = Date.UTC(2026, 0, 1, 17);
const SETTINGS: PictureSettings = {
  limits: HALF,
  policy: {
    window: 4,
    raiseAfter: 3,
    clearAt: 1,
    raiseUrgentAfter: 1,
    minGapS: 60,
    learnHours: 2,
    learnPictures: 3,
  },
  spot: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
};
const DARK: PictureMeasures = {
  ...STREET_MEASURES,
  tones: { ...STREET_MEASURES.tones, meanLuma: 20, brightLuma: 40 },
};
const BLURRED: PictureMeasures = { ...STREET_MEASURES, blurPx: 2.5 };
const TURNED: PictureMeasures = {
  ...STREET_MEASURES,
  scene: Buffer.from(Array.from({ length: 640 }, (_, cell) => (((cell * 91) % 77) - 38) & 255)).toString(
    'base64',
  ),
};

let count = 0;
function look(memory: ProbeMemory, at: number, measures = STREET_MEASURES, limits = HALF): LookedAt {
  const fingerprint = String((count += 1));
  return lookAtPicture({ memory, at }, { measures, fingerprint }, { ...SETTINGS, limits });
}

function learned(): ProbeMemory {
  let memory = NO_MEMORY;
  for (let hour = -4; hour < 0; hour += 1) memory = look(memory, MORNING + 0.75 * hour * HOUR_MS).memory;
  return memory;
}

describe('looking at a picture', () => {
  it('learns from those that are well, by day and by night apart', () => {
    const { scenes } = look(look(NO_MEMORY, MORNING).memory, NIGHT).memory;
    expect([scenes.day?.count, scenes.night?.count]).toEqual([1, 1]);
  });

  it('learns nothing from one that looks wrong', () => {
    expect(look(NO_MEMORY, MORNING, BLURRED).memory.scenes.day).toBeNull();
  });

  it('learns nothing in twilight, nor from the same picture twice', () => {
    expect(look(NO_MEMORY, Date.UTC(2026, 0, 1, 9, 30)).memory.scenes).toEqual({ day: null, night: null });
    const memory = { ...NO_MEMORY, lastPicture: { fingerprint: 'same', since: 0, widthPx: 640 } };
    const seen = { measures: STREET_MEASURES, fingerprint: 'same' };
    expect(lookAtPicture({ memory, at: MORNING }, seen, SETTINGS).memory.scenes.day).toBeNull();
  });

  it('calls dark by day what it lets pass by night', () => {
    expect(look(NO_MEMORY, MORNING, DARK).picture.suspects).toContain('too-dark');
    expect(look(NO_MEMORY, NIGHT, DARK).picture.suspects).toEqual([]);
  });

  it('sees that a camera was turned, once it knows its scene', () => {
    expect(look(NO_MEMORY, MORNING, TURNED).picture.suspects).toEqual([]);
    const turned = look(learned(), MORNING, TURNED);
    expect(turned.picture.suspects).toEqual(['scene-moved']);
    expect(sawOf(turned)).toMatchObject({ scene: 'known', suspects: 'scene-moved', standing: '' });
  });

  it('lets fall what stood when its check is switched off', () => {
    const memory: ProbeMemory = {
      ...NO_MEMORY,
      standing: ['blurred'],
      looks: [0, 1, 2].map((index) => ({ at: MORNING - (3 - index) * HOUR_MS, suspects: ['blurred'] })),
    };
    expect(look(memory, MORNING, BLURRED).picture.standing).toEqual(['blurred']);
    expect(look(memory, MORNING, BLURRED, { ...HALF, blurred: null }).picture.standing).toEqual([]);
  });
});

describe('a glance at a picture', () => {
  const glance = (memory: ProbeMemory, measures: PictureMeasures, limits = HALF): LookedAt =>
    glanceAtPicture({ memory, at: MORNING }, { measures, fingerprint: 'new' }, { ...SETTINGS, limits });

  it.each([
    ['well', STREET_MEASURES],
    ['turned', TURNED],
    ['blurred', BLURRED],
  ])('neither weighs nor learns one that is %s', (_name, measures) => {
    const memory = learned();
    expect(glance(memory, measures)).toMatchObject({ memory, picture: { standing: [] } });
  });

  it('lets stand what stands, as long as it is checked for', () => {
    const memory: ProbeMemory = { ...learned(), standing: ['scene-moved'] };
    expect(glance(memory, STREET_MEASURES).picture.standing).toEqual(['scene-moved']);
    const limits = { ...HALF, 'scene-moved': null };
    expect(glance(memory, STREET_MEASURES, limits).picture.standing).toEqual([]);
  });
});
