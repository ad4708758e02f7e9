import { describe, expect, it } from 'vitest';
import { DOT_SIZE, dotValues } from './dots.ts';

const dot = (longitude: number, latitude: number, look: number) =>
  ({ position: [longitude, latitude], look }) as const;

describe('dotValues', () => {
  it('puts the first look on top, whatever comes first', () => {
    const { values } = dotValues([dot(118.4, 24.7, 0), dot(118.4, 24.7, 2), dot(118.4, 24.7, 1)]);
    const looks = [...values].filter((_, at) => at % DOT_SIZE === 2);

    expect(looks).toEqual([2, 1, 0]);
  });

  it('tells dots a hand apart from each other', () => {
    const { values } = dotValues([dot(118.4, 24.7, 0), dot(118.400_001, 24.7, 0)]);

    expect(values[DOT_SIZE]! * 360).toBeCloseTo(0.000_001, 9);
  });

  it('counts from the north-west corner of the world', () => {
    const { origin, values } = dotValues([dot(0, 0, 0), dot(90, 0, 0), dot(0, -60, 0)]);

    expect(origin).toEqual([0.5, 0.5]);
    expect([values[3], values[4]]).toEqual([0.25, 0]);
    expect(values[7]).toBeGreaterThan(0.2);
  });

  it('has none where there are none', () => {
    expect(dotValues([]).values).toHaveLength(0);
  });
});
