import { planeAt, type Position, spotOf } from '../../../kernel/geography.js';
import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';
import { isGap } from '../../domain/changes/effect.js';
import { type Html, html } from '../../../platform/page/html.js';

/** Units of the drawing. */
const SIDE = 600;
const MARGIN = 30;
/** Below the drawing, for its scale. */
const SCALE_PX = 20;
/** The smallest stretch that is drawn, metres: one camera alone is no map. */
const LEAST_M = 50;
/** Lengths of the scale, metres: the longest that is no longer than a third of the drawing. */
const SCALES_M = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

interface Mark {
  readonly at: Position;
  readonly label: string;
  /** How it is painted; of places whether they are gaps afterwards. */
  readonly kind: 'change' | 'gap' | 'seen';
}

/** How the numbered changes and the lettered places lie, north up; empty where nothing has a position. */
export function planSketch({ changes, places }: PlanReport): Html {
  const marks = [...places.flatMap(placeMark), ...changes.flatMap(changeMark)];
  const [first] = marks;
  if (first === undefined) return html``;
  const plane = planeAt(first.at);
  const spots = marks.map(({ at }) => spotOf(plane, at));
  const [west, east] = extremes(spots.map(({ eastM }) => eastM));
  const [south, north] = extremes(spots.map(({ northM }) => northM));
  const scale = (SIDE - 2 * MARGIN) / Math.max(east - west, north - south, LEAST_M);
  const drawn = marks.map(({ label, kind }, at) => {
    const x = Math.round((spots[at]!.eastM - west) * scale) + MARGIN;
    const y = Math.round((north - spots[at]!.northM) * scale) + MARGIN;
    return html`<g class="${kind}">${outline(kind, x, y)}<text x="${x}" y="${y + 4}">${label}</text></g>`;
  });
  const height = Math.round((north - south) * scale) + 2 * MARGIN + SCALE_PX;
  return html`<svg viewBox="0 0 ${SIDE} ${height}" role="img" aria-label="示意图">${drawn}${scaleLine(scale, height)}</svg>`;
}

/** What differs in colour differs in shape: it may be printed in black. */
function outline(kind: Mark['kind'], x: number, y: number): Html {
  if (kind === 'change') return html`<path d="M${x} ${y - 13}l13 13l-13 13l-13 -13z"/>`;
  if (kind === 'gap') return html`<rect x="${x - 9}" y="${y - 9}" width="18" height="18"/>`;
  return html`<circle cx="${x}" cy="${y}" r="10"/>`;
}

/** A line as long as so many metres, below everything. */
function scaleLine(pxPerM: number, height: number): Html {
  const lengthM = SCALES_M.findLast((one) => one * pxPerM <= SIDE / 3) ?? SCALES_M[0]!;
  const lengthPx = Math.round(lengthM * pxPerM);
  const [x, y] = [MARGIN, height - 10];
  const line = html`<path d="M${x} ${y - 5}v5h${lengthPx}v-5"/>`;
  return html`<g class="scale">${line}<text x="${x + lengthPx / 2}" y="${y - 4}">${lengthM} 米</text></g>`;
}

function placeMark({ geometry, after }: ReportedPlace, at: number): Mark[] {
  const [longitudeDeg, latitudeDeg] = (geometry?.coordinates.flat(3) ?? []) as number[];
  if (longitudeDeg === undefined || latitudeDeg === undefined) return [];
  return [{ at: { longitudeDeg, latitudeDeg }, label: letter(at), kind: isGap(after) ? 'gap' : 'seen' }];
}

function changeMark({ from, to }: ReportedChange, at: number): Mark[] {
  const where = to ?? from;
  return where === null ? [] : [{ at: where, label: String(at + 1), kind: 'change' }];
}

/** A, B, …, Z, A1, B1, … */
export function letter(at: number): string {
  const round = Math.floor(at / 26);
  return String.fromCharCode(65 + (at % 26)) + (round === 0 ? '' : String(round));
}

function extremes(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
