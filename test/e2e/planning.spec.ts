import { type At, point, square } from './coverage-town.js';
import { plansPart } from './planning-plans.js';
import { type EffectAnswer, type Mistake, PlanningTown, position, UNKNOWN, wanted } from './planning-town.js';
import { TOKEN } from './service.js';

interface SuggestionsAnswer {
  readonly suggestions: readonly { readonly change: object; readonly gain: number }[];
  readonly considered: Readonly<Record<string, number>>;
  readonly effect: EffectAnswer;
}

const SWAPPED = { latitudeDeg: 118, longitudeDeg: 24 };
const repairOfUnknown = () => ({ count: 1, repairs: { costs: [{ cameraId: UNKNOWN, costFen: 1 }] } });
const EVERY_TEN_DEGREES = Array.from({ length: 36 }, (_, at) => 10 * at);
const tooManyOptions = () => ({ count: 1, sites: { gridM: 1 }, headingsDeg: EVERY_TEN_DEGREES });
const sites = (...points: At[]) => ({ points: points.map((at) => ({ position: position(at) })) });
const turned = ({ places }: EffectAnswer) =>
  Object.fromEntries(places.map(({ place, before, after }) => [place.name, `${before} → ${after}`]));

describe("the planner's questions through the API", { timeout: 60_000 }, () => {
  const here = new PlanningTown();

  beforeAll(() => here.open());

  afterAll(() => here.close());

  describe('what if', () => {
    it('tells place by place what changes together do, and what they cost, and changes nothing', async () => {
      const changes = [
        here.buy([-50, 0]),
        { kind: 'repair', cameraId: here.broken, costFen: 50_000 },
        { kind: 'turn', cameraId: here.live, headingDeg: 180 },
      ];
      const effect = await here.ask<EffectAnswer>('coverage/what-if', { changes });
      expect(turned(effect)).toEqual({
        学校: 'uncovered → fragile',
        桥头: 'dark → fragile',
        村口: 'fragile → uncovered',
      });
      expect(effect).toMatchObject({
        costFen: 400_000,
        gain: 4,
        before: { gapWeight: 7 },
        after: { gapWeight: 3 },
      });
      expect(await here.town.get('coverage')).toMatchObject({ total: { gapWeight: 7 } });
    });

    it('moves, refits and removes', async () => {
      const { longitudeDeg, latitudeDeg } = position([-50, 0]);
      const move = { kind: 'move', cameraId: here.live, position: { longitudeDeg, latitudeDeg } };
      expect(turned(await here.ask('coverage/what-if', { changes: [move] }))).toEqual({
        学校: 'uncovered → fragile',
        村口: 'fragile → uncovered',
      });
      const wide = { kind: 'change-lens', cameraId: here.live, horizontalFieldOfViewDeg: 120 };
      expect(turned(await here.ask('coverage/what-if', { changes: [wide] }))).toEqual({
        村口: 'fragile → uncovered',
      });
      const both = { changes: [{ kind: 'remove', cameraId: here.live }], villageIds: [here.villageId] };
      expect(turned(await here.ask('coverage/what-if', both))).toEqual({ 村口: 'fragile → uncovered' });
    });

    it('draws what the cameras that are touched would see', async () => {
      const changes = [here.buy([-50, 0]), { kind: 'remove', cameraId: here.live }];
      const drawn = await here.ask('coverage/what-if/footprints', { changes, level: 'recognise' });
      expect(drawn).toMatchObject({
        type: 'FeatureCollection',
        features: [
          {
            geometry: { type: 'MultiPolygon' },
            properties: { change: 0, cameraId: null, level: 'recognise' },
          },
        ],
      });
      const unknown = { changes: [{ kind: 'remove', cameraId: UNKNOWN }] };
      const refused = await here.refusal('coverage/what-if/footprints', unknown);
      expect(refused).toMatchObject(wanted('camera-not-on-map', 'changes.0'));
    });

    it.each<Mistake<object[]>>([
      ['no change', () => [], 'invalid-request', 'changes: must name at least one'],
      [
        'too many changes',
        () => Array.from({ length: 2_001 }, () => ({})),
        'invalid-request',
        'at most 2000',
      ],
      [
        'a heading of 400°',
        () => [here.buy([0, 0], { headingDeg: 400 })],
        'invalid-request',
        '0…360 degrees',
      ],
      ['a height of 0', () => [here.buy([0, 0], { mountHeightM: 0 })], 'invalid-request', '0.1…300 metres'],
      [
        'swapped coordinates',
        () => [here.buy([0, 0], { position: SWAPPED })],
        'invalid-request',
        'may stand in',
      ],
      [
        'no resolution',
        () => [here.buy([0, 0], { resolution: '清楚' })],
        'unusable-mounting',
        'changes.0: reso',
      ],
      [
        'an unknown village',
        () => [here.buy([0, 0], { villageId: UNKNOWN })],
        'unknown-village',
        'changes.0.vi',
      ],
      [
        'an unknown camera',
        () => [{ kind: 'remove', cameraId: UNKNOWN }],
        'camera-not-on-map',
        'changes.0: ',
      ],
    ])('refuses %s', async (_, changes, code, words) => {
      const problem = await here.refusal('coverage/what-if', { changes: changes() });
      expect(problem).toMatchObject(wanted(code, words));
    });
  });

  describe('suggestions', () => {
    it('hang the best first, with what each adds and how far it can be from the best', async () => {
      const body = { count: 2, sites: sites([-50, 0], [50, 2], [90, 90]) };
      const answer = await here.ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.suggestions).toMatchObject([
        {
          change: { kind: 'buy', headingDeg: 0, villageId: here.villageId },
          gain: 5,
          totalGain: 5,
          totalCostFen: 300_000,
        },
        { change: { kind: 'buy', headingDeg: 0 }, gain: 2, totalGain: 7, totalCostFen: 600_000 },
      ]);
      expect(answer).toMatchObject({
        reachable: 7,
        strategy: 'by-gain',
        bound: { ratio: 0.5, bestAtMost: 7, provenShare: 1 },
        considered: { sites: 3, forbiddenSites: 0, options: 72 },
      });
      const changes = answer.suggestions.map(({ change }) => change);
      expect(await here.ask('coverage/what-if', { changes })).toEqual(answer.effect);
    });

    it('mend where that is cheaper, required places first, and never where the law forbids', async () => {
      const [school, bridge] = sites([-50, 0], [50, 2]).points;
      const body = {
        budgetFen: 350_000,
        sites: { points: [{ ...school, siteKind: '学生宿舍' }, bridge] },
        repairs: {},
        requiredPlaceIds: [here.places['学校']],
      };
      const answer = await here.ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.suggestions).toMatchObject([
        { change: { kind: 'repair', cameraId: here.broken }, gain: 2 },
      ]);
      expect(answer).toMatchObject({
        considered: { sites: 2, forbiddenSites: 1, repairs: 1 },
        unmetRequiredPlaces: [{ id: here.places['学校'], name: '学校' }],
      });
    });

    it('look along roads and in grids, apart from each other, for places to be seen twice', async () => {
      const road = { type: 'LineString', coordinates: [point([-90, 0]), point([400, 0])] };
      const body = { count: 3, camerasPerPlace: 2, minDistanceM: 15, sites: { lines: [road], everyM: 5 } };
      const answer = await here.ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.considered['outsideSites']).toBeGreaterThan(50);
      expect(answer.suggestions).toHaveLength(3);
      expect(answer.suggestions[0]!.gain).toBe(5);
    });

    it.each<Mistake<object>>([
      ['neither a count nor a budget', () => ({}), 'invalid-request', 'either `count` or `budgetFen`'],
      ['more cameras than candidates', () => ({ count: 4 }), 'more-cameras-than-candidates', 'there are 2'],
      ['a budget below the cheapest', () => ({ budgetFen: 100 }), 'budget-below-cheapest', '2800.00 yuan'],
      ['a wrong level', () => ({ count: 1, ground: { level: 'see' } }), 'invalid-request', 'ground.level'],
      ['a heading of 400°', () => ({ count: 1, headingsDeg: [400] }), 'invalid-request', '0…360'],
      ['an unknown village', () => ({ count: 1, villageIds: [UNKNOWN] }), 'unknown-village', UNKNOWN],
      ['an unknown place', () => ({ count: 1, requiredPlaceIds: [UNKNOWN] }), 'unknown-place', UNKNOWN],
      ['the repair of an unknown camera', repairOfUnknown, 'unknown-camera', 'repairs.costs.0.cameraId'],
      [
        'a site in no village',
        () => ({ count: 1, sites: sites([500, 0]) }),
        'site-outside-villages',
        'move it',
      ],
      ['too large a product', tooManyOptions, 'too-many-options', '4320000 options, more than the 2000000'],
      ['no sites', () => ({ count: 1, sites: {} }), 'no-candidates', 'give points, lines or a grid'],
      [
        'an area that crosses itself',
        () => ({ sites: { forbidden: [bowTie()] } }),
        'invalid-request',
        'cross',
      ],
    ])('refuse %s', async (_, body, code, words) => {
      expect(await here.refusal('coverage/suggestions', body())).toMatchObject(wanted(code, words));
    });

    it('end when whoever asked has gone away, and others wait for their turn until then', async () => {
      const leaving = new AbortController();
      // 40,000 sites in 36 headings would take minutes, and this test has seconds.
      const long = {
        count: 500,
        camerasPerPlace: 5,
        ground: { weightPerHectare: 1 },
        types: [{ name: '枪机', unitPriceFen: 1 }],
        sites: { gridM: 1 },
        headingsDeg: EVERY_TEN_DEGREES,
      };
      const gone = fetch(`${here.town.service.url}/api/v1/coverage/suggestions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(long),
        signal: leaving.signal,
      });
      const short = () =>
        here.town.service.request('POST', '/api/v1/coverage/suggestions', {
          count: 1,
          sites: sites([-50, 0]),
        });
      const statusOf = async (): Promise<number> => (await short()).status;
      while ((await statusOf()) !== 503);
      leaving.abort();
      await expect(gone).rejects.toThrow('aborted');
      while ((await statusOf()) === 503);
      expect(await statusOf()).toBe(200);
    }, 20_000);
  });

  it('mending is set beside buying, what closes most first', async () => {
    const expected = {
      repairFen: 50_000,
      broken: 1,
      items: [
        {
          camera: { id: here.broken },
          gain: 2,
          costFen: 50_000,
          closes: [{ name: '桥头' }],
          closedWeight: 2,
          sameToBuyFen: 300_000,
        },
      ],
    };
    expect(await here.town.get(`coverage/repairs?village=${here.villageId}`)).toMatchObject(expected);
    expect(await here.town.get('coverage/repairs?compare=none&repairFen=70000')).toMatchObject({
      items: [{ costFen: 70_000, sameToBuyFen: null }],
    });
    expect(await here.refusal(`coverage/repairs?village=${UNKNOWN}`)).toMatchObject({
      code: 'no-such-village',
    });
  });

  it('knows whose loss alone opens gaps', async () => {
    expect(await here.town.get('coverage/weak-points')).toMatchObject({
      items: [{ kind: 'camera', id: here.live, opens: [{ name: '村口' }], gapWeight: 3, lostShare: 1 / 3 }],
    });
    expect(await here.refusal('coverage/weak-points?limit=0')).toMatchObject({ code: 'invalid-request' });
  });

  describe('plans', () => {
    plansPart(here);
  });
});

function bowTie() {
  const [ring] = square([0, 0], 20).coordinates;
  const [a, b, c, d] = ring as unknown as [number, number][];
  return { type: 'Polygon', coordinates: [[a, c, b, d, a]] };
}
