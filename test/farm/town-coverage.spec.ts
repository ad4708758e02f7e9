import { planeAt } from '../../src/kernel/geography.js';
import { gatherBuilding, gatherCamera, gatherPlace, gatherVillage } from '../../src/coverage/app/gather.js';
import type { Status } from '../../src/coverage/domain/map/status.js';
import { TownMap } from '../../src/coverage/domain/map/town-map.js';
import { expectation, type Town, townOf } from './index.js';

const BLINDING = new Set(['signal-lost', 'black', 'covered', 'frozen', 'scene-moved']);
const plane = planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 });
const NOTHING = { direction: null, resolution: null, tiltDeg: null, horizontalFieldOfViewDeg: null, verticalFieldOfViewDeg: null, viewDistanceM: null }; // prettier-ignore
const TIES = { poleNumber: null, uplink: null, nvr: null, powerFeed: null };

/** The map of the town, computed from what the farm knows to be true. */
function mapOf(town: Town): TownMap {
  const cameras = town.cameras.map(({ entry, camera }) => {
    const { state, fault } = expectation(camera);
    const isLive = state === 'online' || (state === 'impaired' && !BLINDING.has(fault!));
    const { id, name, villageKey: villageId, position, mount } = entry;
    const facts = { id, name, villageId, programmeId: null, lifecycle: 'in-service', position };
    return gatherCamera(plane, { ...facts, register: { ...NOTHING, ...mount }, ties: TIES } as never, isLive);
  });
  return TownMap.of({
    plane,
    cellM: 5,
    placeShare: 0.8,
    minTimeShare: 0.5,
    cameras: cameras.flatMap(({ ground }) => ground ?? []),
    places: town.places.map(({ villageKey: villageId, name, ...place }) =>
      gatherPlace(plane, { ...place, id: `${villageId} ${name}`, name, villageId } as never),
    ),
    buildings: town.buildings.map((building) => gatherBuilding(plane, building as never)),
    villages: town.villages.map(({ key, boundary }) => gatherVillage(plane, { villageId: key, boundary })),
  });
}

describe('the demonstration town and its places', () => {
  const town = townOf('anhai');
  const map = mapOf(town);
  const count = (among: TownMap, status: Status, name = ''): number =>
    among.statuses().filter((place) => place.status === status && place.placeId.includes(name)).length;

  it('say of themselves that they are made up', () => {
    expect(town.places).toHaveLength(6 * 42);
    for (const { name } of [...town.places, ...town.buildings]) expect(name).toMatch(/ \(演示\)$/);
  });

  it('have covered, fragile, dark and uncovered ones, as cameras are well or broken', () => {
    expect(count(map, 'covered')).toBeGreaterThan(30);
    expect(count(map, 'fragile')).toBeGreaterThan(60);
    expect(count(map, 'dark')).toBeGreaterThan(5);
    expect(count(map, 'uncovered', '河道')).toBe(42);
    expect(count(map, 'uncovered', '文化礼堂')).toBe(42);
    expect(count(map, 'uncovered')).toBe(84);
  });

  it('have halls that are hidden by a house, and by nothing else', () => {
    expect(count(mapOf({ ...town, buildings: [] }), 'uncovered', '文化礼堂')).toBe(0);
  });

  it('see a small share of each village, which ends somewhere', () => {
    for (const { key } of town.villages) {
      const { seen, areaM2 } = map.shares({ level: 'detect', villageId: key });
      expect(areaM2 / 1e6).toBeCloseTo(0.75, 1);
      expect(seen.registered).toBeGreaterThan(0.01);
      expect(seen.registered).toBeLessThan(0.2);
    }
  });
});
