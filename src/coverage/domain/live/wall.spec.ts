import { wallPolygons } from './wall.js';

describe('a wall', () => {
  it('stands on an area as long as itself and 0.3 m thick, stretch by stretch', () => {
    const areas = wallPolygons(Float64Array.of(0, 0, 30, 40, 30, 40, 30, 100)).map(([ring]) => {
      let twice = 0;
      for (let at = 0; at < 8; at += 2) {
        twice += ring![at]! * ring![(at + 3) % 8]! - ring![(at + 2) % 8]! * ring![at + 1]!;
      }
      return Math.abs(twice / 2);
    });
    expect(areas).toEqual([expect.closeTo(15, 9), expect.closeTo(18, 9)]);
  });
});
