import { planeAt } from '../../../kernel/geography.js';
import { sightOf } from './sight-of.js';
import { USUAL_SIGHTS, type SightFacts } from './sight-facts.js';

const plane = planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 });
const silent: SightFacts = {
  position: plane.origin,
  cameraType: null,
  direction: null,
  resolution: null,
  mountHeightM: null,
  headingDeg: null,
  tiltDeg: null,
  horizontalFieldOfViewDeg: null,
  verticalFieldOfViewDeg: null,
  viewDistanceM: null,
};
const of = (facts: Partial<SightFacts>) => sightOf(plane, { ...silent, ...facts }, USUAL_SIGHTS);
const messages = (facts: Partial<SightFacts>) => of(facts).problems.map(({ message }) => message);

describe('what a camera is', () => {
  it.each([
    ['1', null, null, 'ptz'],
    ['4', '9', null, 'ptz'],
    ['3', null, 68, 'fixed'],
    ['2', '9', null, 'panoramic'],
    ['2', '9', 90, 'fixed'],
    ['3', null, 180, 'panoramic'],
    ['5', null, null, 'fixed'],
    ['99', null, null, 'fixed'],
    [null, null, null, 'fixed'],
  ])('of type %s, direction %s and field %s° is %4$s', (cameraType, direction, field, kind) => {
    expect(of({ cameraType, direction, horizontalFieldOfViewDeg: field }).sight.kind).toBe(kind);
  });
});

describe('where a camera looks', () => {
  it.each([
    ['1', '东(西向东)', 90],
    ['2', '西(东向西)', 270],
    ['3', '南(北向南)', 180],
    ['4', '北(南向北)', 0],
    ['5', '东南(西北到东南)', 135],
    ['6', '东北(西南到东北)', 45],
    ['7', '西南(东北到西南)', 225],
    ['8', '西北(东南到西北)', 315],
  ] as const)('of direction %s, %s, is %i°', (direction, _name, headingDeg) => {
    expect(of({ direction }).sight).toMatchObject({ headingDeg });
    expect(of({ direction }).sight.assumed).not.toContain('headingDeg');
  });

  it('is its heading before its direction', () => {
    expect(of({ direction: '1', headingDeg: 100 })).toMatchObject({
      sight: { headingDeg: 100 },
      problems: [],
    });
  });

  it('is its heading when the direction says the opposite, and that is said', () => {
    expect(of({ direction: '1', headingDeg: 270 }).sight.headingDeg).toBe(270);
    expect(messages({ direction: '1', headingDeg: 270 })).toEqual([
      'direction looks the other way than the heading of 270°, which holds; correct one',
    ]);
  });

  it('of 360° is north', () => {
    expect(of({ headingDeg: 360 })).toMatchObject({ sight: { headingDeg: 0 }, problems: [] });
  });

  it('is assumed of a turning camera that looks all round, without a problem', () => {
    expect(of({ cameraType: '1', direction: '9' })).toMatchObject({ problems: [] });
    expect(of({ cameraType: '1', direction: '9' }).sight.assumed).toContain('headingDeg');
  });

  it('is not assumed of one that sees everything at once', () => {
    expect(of({ cameraType: '2', direction: '9' }).sight.assumed).not.toContain('headingDeg');
  });
});

describe('what can not be', () => {
  it.each([
    [{ headingDeg: 400 }, 'headingDeg is 400; write 0 to 360 degrees clockwise from north', 'headingDeg'],
    [
      { headingDeg: Number.NaN },
      'headingDeg is NaN; write 0 to 360 degrees clockwise from north',
      'headingDeg',
    ],
    [{ mountHeightM: 0 }, 'mountHeightM is 0; write more than 0 and up to 300 metres', 'heightM'],
    [{ tiltDeg: 91 }, 'tiltDeg is 91; write -90 to 90 degrees below the horizon', 'tiltDeg'],
    [
      { horizontalFieldOfViewDeg: 361 },
      'horizontalFieldOfViewDeg is 361; write more than 0 and up to 360 degrees',
      'horizontalFieldOfViewDeg',
    ],
    [
      { verticalFieldOfViewDeg: 0 },
      'verticalFieldOfViewDeg is 0; write more than 0 and up to 180 degrees',
      'verticalFieldOfViewDeg',
    ],
    [{ viewDistanceM: 0 }, 'viewDistanceM is 0; write more than 0 and up to 10000 metres', 'rangeM'],
    [{ resolution: '很清楚' }, 'resolution is "很清楚"; write its pixels, such as 1920x1080', 'resolution'],
    [{ direction: '0' }, 'direction is 0; write a code of 1 to 9', 'headingDeg'],
    [
      { cameraType: '3', direction: '9' },
      'direction is 9 (全向), but this camera looks one way; write the way that it looks',
      'headingDeg',
    ],
  ] as const)('%j is named and assumed instead', (facts, message, assumed) => {
    expect(messages(facts)).toEqual([message]);
    expect(of(facts).sight.assumed).toContain(assumed);
  });
});

describe('what the register does not say', () => {
  it('is what is usual for the type, and named', () => {
    const { sight, problems } = of({ cameraType: '5' });

    expect(problems).toEqual([]);
    expect(sight).toMatchObject({
      heightM: 6,
      tiltDeg: 20,
      horizontalFieldOfViewDeg: 30,
      widthPx: 1920,
      rangeM: 50,
    });
    expect(sight.assumed).toEqual([
      'resolution',
      'horizontalFieldOfViewDeg',
      'heightM',
      'headingDeg',
      'tiltDeg',
      'verticalFieldOfViewDeg',
      'rangeM',
    ]);
  });

  it('follows from the lens: a picture of 16 to 9 is 41.6° high where it is 68° wide', () => {
    expect(of({ horizontalFieldOfViewDeg: 68 }).sight.verticalFieldOfViewDeg).toBeCloseTo(41.6, 1);
  });

  it('is nothing where it says everything', () => {
    const facts = {
      cameraType: '3',
      resolution: '4K',
      mountHeightM: 5,
      headingDeg: 10,
      tiltDeg: 12,
      horizontalFieldOfViewDeg: 80,
      verticalFieldOfViewDeg: 50,
      viewDistanceM: 40,
    };
    expect(of(facts)).toEqual({
      problems: [],
      sight: {
        kind: 'fixed',
        at: { eastM: 0, northM: 0 },
        heightM: 5,
        headingDeg: 10,
        tiltDeg: 12,
        horizontalFieldOfViewDeg: 80,
        verticalFieldOfViewDeg: 50,
        widthPx: 3840,
        rangeM: 40,
        assumed: [],
      },
    });
  });
});
