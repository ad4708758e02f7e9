import type { Change, PricedChange } from '../domain/changes/change.js';
import { at, GROUNDS, MOUNTING } from '../domain/changes/testing/street.js';
import { TownMap } from '../domain/map/town-map.js';
import { footprintsAfter } from './footprints-after.js';

interface Drawn {
  readonly geometry: { readonly coordinates: readonly (readonly (readonly [number, number])[])[][] };
  readonly properties: Readonly<Record<string, unknown>>;
}

const MAP = TownMap.of(GROUNDS);
const BUY: Change = {
  kind: 'buy',
  camera: { name: 'N', villageId: 'v', position: at(1_000, 0), mounting: { ...MOUNTING, headingDeg: 0 } },
};
const turn = (headingDeg: number): Change => ({ kind: 'turn', cameraId: 'a', headingDeg, tiltDeg: null });

function drawn(changes: readonly Change[], level: 'detect' | 'identify' = 'detect'): readonly Drawn[] {
  const priced = changes.map((change, index): PricedChange => ({ id: `n${index}`, change, costFen: 0 }));
  const text = footprintsAfter(MAP, { changes: priced, villageIds: null, level });
  return (JSON.parse(text) as { features: Drawn[] }).features;
}
const latitudes = ({ geometry }: Drawn): number[] =>
  geometry.coordinates.flat(2).map(([, latitude]) => latitude);

describe('what changed cameras would see', () => {
  it('is drawn of each that is touched, once, under its last change', () => {
    expect(drawn([turn(90), BUY, turn(180)]).map(({ properties }) => properties)).toEqual([
      { layer: 'footprint', change: 2, cameraId: 'a', level: 'detect' },
      { layer: 'footprint', change: 1, cameraId: null, level: 'detect' },
    ]);
  });

  it('lies where the camera looks afterwards', () => {
    const [looksNorth, looksSouth] = [drawn([turn(0)])[0]!, drawn([turn(180)])[0]!];
    const own = at(0, 0).latitudeDeg;
    expect(Math.min(...latitudes(looksNorth))).toBeGreaterThan(own);
    expect(Math.max(...latitudes(looksSouth))).toBeLessThan(own);
  });

  it('is less in more detail, and nothing of a camera that goes', () => {
    const reach = (level: 'detect' | 'identify') => latitudes(drawn([turn(0)], level)[0]!).length;
    expect(reach('identify')).toBeLessThan(reach('detect'));
    expect(drawn([{ kind: 'remove', cameraId: 'a' }])).toEqual([]);
  });

  it('is refused where what-if is refused', () => {
    expect(() => drawn([{ kind: 'repair', cameraId: 'nobody' }])).toThrow('changes.0: The camera nobody');
  });
});
