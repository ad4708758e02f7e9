import { describe, expect, it } from 'vitest';
import type { ChangeBody } from '../answers.ts';
import { changeFor, itemsOf, keyOf, priced, put, without } from './items.ts';

const HERE = { latitudeDeg: 24.715, longitudeDeg: 118.465 };
const turn = (headingDeg: number, cameraId = 'a'): ChangeBody => ({ kind: 'turn', cameraId, headingDeg });
const move: ChangeBody = { kind: 'move', cameraId: 'a', position: HERE };
const remove: ChangeBody = { kind: 'remove', cameraId: 'a' };
const buy: ChangeBody = { kind: 'buy', name: '新', villageId: 'v', position: HERE };
const kinds = (changes: readonly ChangeBody[]) => itemsOf(changes).map(({ key }) => key);

describe('the changes of a draft', () => {
  it('turn a camera once, however often it is dragged, and stay in their order', () => {
    const items = put(itemsOf([turn(10), move]), turn(20));
    expect(items.map(({ change }) => change)).toEqual([turn(20), move]);
  });

  it.each([
    ['a camera that goes is not turned besides', [turn(10), turn(5, 'b'), remove], ['turn:b', 'remove:a']],
    ['a camera that is turned after all does not go', [remove, turn(10)], ['turn:a']],
    [
      'a camera may be mended and turned',
      [{ kind: 'repair', cameraId: 'a' }, turn(1)],
      ['repair:a', 'turn:a'],
    ],
  ] as const)('%s', (_, changes, keys) => expect(kinds(changes as readonly ChangeBody[])).toEqual(keys));

  it('buy as many cameras as are wanted, under keys that no other has', () => {
    const three = itemsOf([buy, buy, buy]);
    expect(three.map(({ key }) => key)).toEqual(['buy:1', 'buy:2', 'buy:3']);
    const fewer = without(three, 'buy:2');
    expect(keyOf(buy, fewer)).toBe('buy:2');
    expect(put(fewer, { ...buy, name: '改' }, 'buy:3')[1]!.change).toMatchObject({ name: '改' });
  });

  it('have prices of their own', () => {
    const items = priced(itemsOf([move, turn(10)]), 'turn:a', 5_000);
    expect(items.map(({ change }) => change.costFen)).toEqual([undefined, 5_000]);
    expect(changeFor(items, 'turn', 'a')).toMatchObject({ headingDeg: 10, costFen: 5_000 });
    expect(changeFor(items, 'turn', 'b')).toBeUndefined();
  });
});
