import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';
import { letter, planSketch } from './plan-sketch.js';

const at = (longitudeDeg: number, latitudeDeg: number) => ({ longitudeDeg, latitudeDeg });
const change = (more: Partial<ReportedChange>): ReportedChange => ({
  id: 'c',
  kind: 'buy',
  name: '校门口',
  villageName: '上坡村',
  from: null,
  to: null,
  headingDeg: null,
  costFen: 1,
  ...more,
});
const place = (coordinates: [number, number]): ReportedPlace => ({
  placeId: 'p',
  name: '学校',
  villageName: '上坡村',
  weight: 1,
  before: 'uncovered',
  after: 'fragile',
  seenBefore: 0,
  seenAfter: 1,
  geometry: { type: 'Point', coordinates },
});
const sketch = (changes: ReportedChange[], places: ReportedPlace[] = []): string =>
  planSketch({ changes, places } as unknown as PlanReport).text;

describe('the sketch of a plan', () => {
  it('is empty where nothing has a position', () => {
    expect(sketch([change({})])).toBe('');
  });

  it('draws north up and east right, what moves where it goes', () => {
    const moved = change({ kind: 'move', from: at(118, 24), to: at(118.47, 24.721) });
    const drawn = sketch([moved], [place([118.471, 24.72])]);
    expect(drawn).toContain(
      '<g class="seen"><circle cx="523" cy="570" r="10"/><text x="523" y="574">A</text></g>',
    );
    expect(drawn).toContain('<g class="change"><path d="M30 17l13 13l-13 13l-13 -13z"/>');
  });

  it('tells in black and white what stays a gap, and how far it is', () => {
    const gap = { ...place([118.471, 24.72]), after: 'dark' } as const;
    const drawn = sketch([change({ to: at(118.47, 24.721) })], [gap]);
    expect(drawn).toContain('<g class="gap"><rect x="514" y="561" width="18" height="18"/>');
    // 540 units are the 111 m between north and south: 20 m are 98.
    expect(drawn).toContain('v5h98v-5"/><text x="79" y="606">20 米</text>');
  });

  it('names more places than there are letters', () => {
    expect([0, 25, 26, 52].map(letter)).toEqual(['A', 'Z', 'A1', 'A2']);
  });
});
