import { assert, property, uint8Array } from 'fast-check';
import { lumaStatistics } from './picture-facts.js';

describe('lumaStatistics', () => {
  it.each([
    ['nothing', [], 0, 0],
    ['one grey', [100, 100, 100], 100, 0],
    ['half black, half white', [16, 235], 125.5, 109.5],
  ])('measures %s', (_name, luma, meanLuma, lumaDeviation) => {
    expect(lumaStatistics(Uint8Array.from(luma))).toEqual({ meanLuma, lumaDeviation });
  });

  it('equals the two-pass formula, whatever the picture', () => {
    assert(
      property(uint8Array({ minLength: 1, maxLength: 500 }), (luma) => {
        const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
        const variance = luma.reduce((sum, value) => sum + (value - mean) ** 2, 0) / luma.length;
        const found = lumaStatistics(luma);
        expect(found.meanLuma).toBeCloseTo(mean, 9);
        expect(found.lumaDeviation).toBeCloseTo(Math.sqrt(variance), 5);
      }),
    );
  });
});
