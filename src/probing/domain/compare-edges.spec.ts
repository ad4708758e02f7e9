import { timesSmeared } from './compare-edges.js';

const blocks = (...values: number[]): string =>
  Buffer.from([...values, ...Array.from({ length: 40 - values.length }, () => 0)]).toString('base64');

describe('the sharpness of the same things', () => {
  it('is that of the middle block with edges in both pictures', () => {
    expect(timesSmeared(blocks(30, 20, 20, 40, 40, 40), blocks(10, 10, 20, 20, 40, 40))).toBe(1);
    expect(timesSmeared(blocks(30, 30, 30, 30, 30, 30), blocks(10, 10, 10, 15, 15, 15))).toBe(2);
  });

  it('leaves out what fog has taken away, however sharp it was', () => {
    expect(timesSmeared(blocks(0, 0, 40, 40, 40, 40, 40, 40), blocks(9, 9, 40, 40, 40, 40, 40, 40))).toBe(1);
  });

  it('leaves out the halo of a lamp where there is no edge as a rule', () => {
    const halos = blocks(90, 90, 90, 90, 90, 90, 90, 40, 40, 40, 40, 40, 40);
    expect(timesSmeared(halos, blocks(0, 0, 0, 0, 0, 0, 0, 40, 40, 40, 40, 40, 40))).toBe(1);
  });

  it('is not known of fewer than six blocks', () => {
    expect(timesSmeared(blocks(30, 30, 30, 30, 30), blocks(10, 10, 10, 10, 10, 10))).toBeNull();
  });
});
