import { ASSUMABLE, type Assumable } from '../domain/sight/sight.js';
import { assumptionsOf } from './assumptions.js';
import type { GatheredCamera } from './gather.js';

interface Made {
  readonly lifecycle?: string;
  /** Null where nobody knows where it hangs. */
  readonly assumed?: readonly Assumable[] | null;
  readonly isLive?: boolean;
  readonly problems?: number;
}

function camera(
  id: string,
  { lifecycle = 'in-service', assumed = [], isLive = true, problems = 0 }: Made,
): GatheredCamera {
  const found = Array.from({ length: problems }, (_, index) => ({ field: 'heightM', message: `${index}` }));
  const ground = assumed === null ? null : { id, isLive, sight: { assumed } };
  return { facts: { id, name: `name of ${id}`, lifecycle }, ground, problems: found } as never;
}

describe('what an answer about coverage rests on', () => {
  it('is every registered camera, those on the map, and what was assumed of them', () => {
    const found = assumptionsOf([
      camera('a', { assumed: ['heightM', 'tiltDeg'] }),
      camera('b', { assumed: ['heightM'], isLive: false, lifecycle: 'under-repair' }),
      camera('c', { assumed: null }),
      camera('planned', { lifecycle: 'planned', assumed: ['rangeM'], problems: 1 }),
    ]);
    const nothing = Object.fromEntries(ASSUMABLE.map((field) => [field, 0]));
    expect(found).toEqual({
      cameras: { registered: 3, live: 1, withoutPosition: 1 },
      assumed: { ...nothing, heightM: 2, tiltDeg: 1 },
      problems: [],
      problemCount: 0,
    });
  });

  it('names the first hundred entries that cannot be used, and counts all', () => {
    const { problems, problemCount } = assumptionsOf([
      camera('a', { problems: 60 }),
      camera('b', { problems: 60 }),
    ]);
    expect(problemCount).toBe(120);
    expect(problems).toHaveLength(100);
    expect(problems[60]).toEqual({ cameraId: 'b', name: 'name of b', field: 'heightM', message: '0' });
  });
});
