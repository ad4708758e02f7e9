import { planeAt } from '../../../dist/kernel/geography.js';
import { footprintOf } from '../../../dist/coverage/domain/sight/footprint.js';
import { USUAL_SIGHTS } from '../../../dist/coverage/domain/sight/sight-facts.js';
import { BUILDINGS, CAMERAS, PLACES, SIDE_M, VILLAGES } from './size.mjs';

const COLUMNS = 7;
/** Houses and cameras stand in the middle of a village, not on its fields. */
const SPREAD_M = 300;
const TYPES = ['3', '3', '3', '2', '2', '1', '4', '5'];
const DETAILS = ['detect', 'observe', 'recognise'];
/** The furthest that two points of an arc are apart. */
const STEP = (2.5 * Math.PI) / 180;

/** A town of the size of the real one, the same at every call; its villages and cameras are in the same order. */
export function benchTown({ cameras = CAMERAS, buildings = BUILDINGS, places = PLACES } = {}) {
  const number = numbersOf(20_260_601);
  const spot = (village) => spotIn(village, number);
  const villages = Array.from({ length: VILLAGES }, (_, at) => ({
    id: `village ${at}`,
    boundary: [[boundaryOf(at)]],
  }));
  const all = Array.from({ length: CAMERAS }, (_, at) => cameraOf(at, spot, number));
  const houses = Array.from({ length: BUILDINGS }, (_, at) =>
    houseOf(spot(villageOf(at, BUILDINGS)), number),
  );
  const seen = Array.from({ length: PLACES }, (_, at) => placeOf(at, spot));
  return {
    plane: planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 }),
    cellM: 5,
    placeShare: 0.8,
    minTimeShare: 0.5,
    cameras: all.slice(0, cameras),
    places: seen.slice(0, places),
    buildings: houses.slice(0, buildings),
    villages,
  };
}

/** Where cameras could hang: different spots near houses. */
export function benchSites(count) {
  const number = numbersOf(20_260_602);
  const sites = new Map();
  while (sites.size < count) {
    const { eastM, northM } = spotIn(Math.floor(number() * VILLAGES), number);
    const at = { eastM: Math.round(eastM), northM: Math.round(northM) };
    sites.set(`${at.eastM} ${at.northM}`, { at, isForbidden: false });
  }
  return [...sites.values()];
}

/** What each camera detects of open ground, as a closed ring of points on the plane. */
export function sectorsOf(cameras) {
  return cameras.map(({ sight }) => ringOf(footprintOf(sight)));
}

/** Of a polygon: its first ring less the others. */
export function areaM2OfRings([outer, ...holes]) {
  return ringM2(outer) - holes.reduce((sum, hole) => sum + ringM2(hole), 0);
}

/** Mulberry32. */
export function numbersOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function ringOf({ at, headingDeg, openingDeg, nearM, farM }) {
  const opening = (openingDeg * Math.PI) / 180;
  const start = (headingDeg * Math.PI) / 180 - opening / 2;
  const steps = Math.ceil(opening / STEP);
  const arc = (radiusM) =>
    Array.from({ length: steps + 1 }, (_, step) => {
      const angle = start + (opening * step) / steps;
      return [at.eastM + radiusM * Math.sin(angle), at.northM + radiusM * Math.cos(angle)];
    });
  const ring = [...arc(nearM), ...arc(farM.detect).toReversed()];
  return [...ring, ring[0]];
}

function ringM2(ring) {
  let twice = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [[x, y], [toX, toY]] = [ring[at], ring[at + 1]];
    twice += x * toY - toX * y;
  }
  return Math.abs(twice / 2);
}

function villageOf(at, of) {
  return Math.floor((at / of) * VILLAGES);
}

function boundaryOf(village) {
  const [width, height] = [SIDE_M / COLUMNS, SIDE_M / (VILLAGES / COLUMNS)];
  const [west, south] = [(village % COLUMNS) * width, Math.floor(village / COLUMNS) * height];
  return Float64Array.of(
    west,
    south,
    west + width,
    south,
    west + width,
    south + height,
    west,
    south + height,
  );
}

function spotIn(village, number) {
  const corners = boundaryOf(village);
  const radiusM = SPREAD_M * Math.sqrt(-2 * Math.log(1 - number()));
  const angle = 2 * Math.PI * number();
  return {
    eastM: within((corners[0] + corners[4]) / 2 + radiusM * Math.sin(angle)),
    northM: within((corners[1] + corners[5]) / 2 + radiusM * Math.cos(angle)),
  };
}

function within(metres) {
  return Math.min(SIDE_M - 1, Math.max(1, metres));
}

function cameraOf(at, spot, number) {
  const type = TYPES[Math.floor(number() * TYPES.length)];
  const { heightM, tiltDeg, horizontalFieldOfViewDeg, verticalFieldOfViewDeg, widthPx, rangeM } =
    USUAL_SIGHTS[type];
  const village = villageOf(at, CAMERAS);
  return {
    id: `camera ${at}`,
    villageId: `village ${village}`,
    programmeId: null,
    isLive: number() < 0.95,
    ties: { pole: null, uplink: null, nvr: null, powerFeed: null },
    sight: {
      kind: type === '1' || type === '4' ? 'ptz' : 'fixed',
      at: spot(village),
      heightM: heightM * (0.8 + 0.4 * number()),
      headingDeg: number() * 360,
      tiltDeg,
      horizontalFieldOfViewDeg: horizontalFieldOfViewDeg * (0.7 + 0.6 * number()),
      verticalFieldOfViewDeg,
      widthPx,
      rangeM,
      assumed: [],
    },
  };
}

/** Four walls, turned anyhow, of one to five floors. */
function houseOf(middle, number) {
  const [length, depth, turn] = [8 + number() * 12, 8 + number() * 6, number() * Math.PI];
  const [sine, cosine] = [Math.sin(turn), Math.cos(turn)];
  const corners = [-1, -1, 1, -1, 1, 1, -1, 1].map(
    (side, at) => (side * (at % 2 === 0 ? length : depth)) / 2,
  );
  const ring = [0, 2, 4, 6].flatMap((at) => [
    middle.eastM + corners[at] * cosine - corners[at + 1] * sine,
    middle.northM + corners[at] * sine + corners[at + 1] * cosine,
  ]);
  return { polygons: [[Float64Array.from(ring)]], heightM: 3 + 3 * Math.floor(number() * 5) };
}

/** A third are points, a third lines of 40 m and a third areas of 30 m by 30 m. */
function placeOf(at, spot) {
  const village = villageOf(at, PLACES);
  const { eastM, northM } = spot(village);
  const area = [eastM, northM, eastM + 30, northM, eastM + 30, northM + 30, eastM, northM + 30];
  const shapes = [
    { kind: 'point', at: { eastM, northM } },
    { kind: 'line', path: Float64Array.of(eastM, northM, eastM + 40, northM) },
    { kind: 'area', polygons: [[Float64Array.from(area)]] },
  ];
  return {
    id: `place ${at}`,
    villageId: `village ${village}`,
    shape: shapes[at % 3],
    detail: DETAILS[Math.floor(at / 3) % 3],
    weight: 1 + (at % 5),
  };
}
