import type { Transition } from '../domain/standing.js';
import { Batch } from './batch.js';

function changes(...instants: readonly (readonly [cameraId: string, at: number])[]): Batch {
  const batch = new Batch();
  for (const [cameraId, at] of instants) {
    const transition: Transition = { at, from: 'unknown', to: 'online', fault: null };
    batch.transitions.push({ id: `${cameraId} ${at}`, cameraId, transition });
  }
  return batch;
}

const idsOf = ({ transitions }: Batch): string[] => transitions.map(({ id }) => id);

describe('what waits to be written', () => {
  it('is without what is written anew from then on, and with what came before or after, or is of others', () => {
    const batch = changes(['a', 1], ['a', 5], ['b', 5]);
    batch.rewrite({ cameraId: 'a', from: 3, rows: [] });
    batch.transitions.push(...changes(['a', 7]).transitions);
    expect(idsOf(batch)).toEqual(['a 1', 'b 5', 'a 7']);
  });

  it('is so, too, where the first was not written and waits with what came later', () => {
    const later = changes();
    later.rewrite({ cameraId: 'a', from: 3, rows: [] });
    later.transitions.push(...changes(['a', 4]).transitions);
    expect(idsOf(changes(['a', 1], ['a', 5]).followedBy(later))).toEqual(['a 1', 'a 4']);
  });
});
