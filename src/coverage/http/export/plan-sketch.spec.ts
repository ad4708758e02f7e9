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
    expect(drawn).toContain('<g class="change"><circle cx="30" cy="30" r="10"/>');
  });

  it('names more places than there are letters', () => {
    expect([0, 25, 26, 52].map(letter)).toEqual(['A', 'Z', 'A1', 'A2']);
  });
});
