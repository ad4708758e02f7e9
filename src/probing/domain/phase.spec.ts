import { assert, double, integer, property, uuid } from 'fast-check';
import { nextBeat, phaseOf } from './phase.js';

const NOW = Date.UTC(2026, 0, 1);

describe('phaseOf', () => {
  it.each([
    ['version 7 ids of one import', (index: number) => `019a0000-1713-7514-bd74-${hex(index, 12)}`],
    ['random ids', (index: number) => `${hex(Math.imul(index, 0x9e3779b1) >>> 0, 8)}-${hex(index, 4)}`],
  ])('spreads ten thousand cameras evenly over a minute: %s', (_name, idOf) => {
    const perSecond = Array.from({ length: 60 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      perSecond[Math.floor(phaseOf(idOf(index)) * 60)]! += 1;
    }
    // 167 each; five standard deviations of what chance alone would do.
    expect(Math.max(...perSecond)).toBeLessThan(167 + 65);
    expect(Math.min(...perSecond)).toBeGreaterThan(167 - 65);
  });

  it('is the same at every start, at least 0 and below 1', () => {
    expect(phaseOf('019a0000-0000-7000-8000-000000000001')).toBe(0.7531718204263598);
    assert(
      property(uuid(), (id) => {
        expect(phaseOf(id)).toBeGreaterThanOrEqual(0);
        expect(phaseOf(id)).toBeLessThan(1);
      }),
    );
  });
});

describe('nextBeat', () => {
  const intervals = integer({ min: 500, max: 604_800_000 });
  // As phaseOf makes them.
  const phases = integer({ min: 0, max: 2 ** 32 - 1 }).map((hash) => hash / 2 ** 32);
  const moments = double({ min: NOW, max: NOW + 1e11, noNaN: true });

  it('is later than the given moment, and by no more than one interval', () => {
    assert(
      property(moments, intervals, phases, (after, intervalMs, phase) => {
        const waitMs = nextBeat(after, intervalMs, phase) - after;
        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(intervalMs);
      }),
    );
  });

  it('follows a beat after exactly one interval, so that nothing drifts and no beat comes twice', () => {
    assert(
      property(moments, intervals, phases, (after, intervalMs, phase) => {
        const beat = nextBeat(after, intervalMs, phase);
        expect(nextBeat(beat, intervalMs, phase)).toBe(beat + intervalMs);
      }),
    );
  });
});

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
