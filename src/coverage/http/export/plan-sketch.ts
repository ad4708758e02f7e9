import { planeAt, type Position, spotOf } from '../../../kernel/geography.js';
import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';
import { isGap } from '../../domain/changes/effect.js';
import { type Html, html } from '../../../platform/page/html.js';

/** Units of the drawing. */
const SIDE = 600;
const MARGIN = 30;
/** The smallest stretch that is drawn, metres: one camera alone is no map. */
const LEAST_M = 50;

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
    return html`<g class="${kind}"><circle cx="${x}" cy="${y}" r="10"/><text x="${x}" y="${y + 4}">${label}</text></g>`;
  });
  const height = Math.round((north - south) * scale) + 2 * MARGIN;
  return html`<svg viewBox="0 0 ${SIDE} ${height}" role="img" aria-label="示意图">${drawn}</svg>`;
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
