import { areaM2OfBounds, around, boundsOfPolygons, NOWHERE, type Bounds } from '../ground/bounds.js';
import { Buildings } from '../ground/buildings.js';
import { gridOf, scan, type Grid } from '../ground/grid.js';
import { Sector } from '../ground/sector.js';
import { footprintOf } from '../sight/footprint.js';
import type { CoverageGrounds, GroundCamera } from './grounds.js';
import { PlacePoints } from './place-points.js';

/** The most squares of a ground: 6 million of 5 m are 150 km² and 120 MB. A larger one has larger squares. */
const MOST_CELLS = 6_000_000;

/** The region of squares outside all boundaries; village `v` is region `v + 1`. */
export const ELSEWHERE = 0;
/** Of squares in buildings: they belong to no region, for nobody asks to see them. */
export const INDOORS = -1;

/** What does not change when cameras do: squares, buildings, villages and the points of places. */
export class Ground {
  readonly grid: Grid;
  readonly buildings: Buildings;
  readonly points: PlacePoints;
  /** Where each place stands among those of the grounds. */
  readonly placeAt: ReadonlyMap<string, number>;
  /** Of each square; where boundaries overlap, the village that comes first has it. */
  readonly region: Int16Array;
  readonly isIndoors: Uint8Array;
  /** Squares of each region. */
  readonly cellsOf: Int32Array;

  constructor(readonly grounds: CoverageGrounds) {
    const { villages, places, buildings, cellM } = grounds;
    this.buildings = new Buildings(buildings);
    this.points = new PlacePoints(places, this.buildings, cellM);
    this.placeAt = new Map(places.map(({ id }, at) => [id, at]));
    this.grid = groundGridOf(grounds);
    const { columns, rows } = this.grid;
    this.isIndoors = new Uint8Array(columns * rows);
    this.region = new Int16Array(columns * rows);
    villages.toReversed().forEach(({ boundary }, before) => {
      scan(this.grid, boundary ?? [], (row, from, to) =>
        this.region.fill(villages.length - before, row * columns + from, row * columns + to),
      );
    });
    for (const { polygons } of buildings) {
      scan(this.grid, polygons, (row, from, to) => {
        this.isIndoors.fill(1, row * columns + from, row * columns + to);
        this.region.fill(INDOORS, row * columns + from, row * columns + to);
      });
    }
    this.cellsOf = new Int32Array(villages.length + 1);
    for (const region of this.region) if (region !== INDOORS) this.cellsOf[region]! += 1;
  }

  /** Of so many of its points a place is seen; a fraction, less what rounding may add. */
  enoughOf(place: number): number {
    return this.grounds.placeShare * this.points.countOf(place) - 1e-9;
  }
}

/** All that cameras see where that is not too much, else the villages alone; what is still too much is seen coarsely. */
function groundGridOf({ villages, cameras, cellM }: CoverageGrounds): Grid {
  const inVillages = villages.map(({ boundary }) => boundsOfPolygons(boundary ?? [])).reduce(around, NOWHERE);
  const everywhere = cameras.map(boundsOfCamera).reduce(around, inVillages);
  const isTooMuch = areaM2OfBounds(everywhere) > MOST_CELLS * cellM ** 2;
  const bounds = isTooMuch && areaM2OfBounds(inVillages) > 0 ? inVillages : everywhere;
  const times = Math.sqrt(areaM2OfBounds(bounds) / (MOST_CELLS * cellM ** 2));
  return gridOf(bounds, cellM * Math.max(1, Math.ceil(times)));
}

function boundsOfCamera({ sight }: GroundCamera): Bounds {
  return new Sector(footprintOf(sight)).bounds();
}
