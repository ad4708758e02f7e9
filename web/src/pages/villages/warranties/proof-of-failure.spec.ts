import { describe, expect, it } from 'vitest';
import { stretchesOf } from './proof-of-failure.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const outage = (cameraId: string, openedAt: string, recoveredAt: string | null) => ({
  cameraId,
  openedAt: `2026-${openedAt}T00:00:00Z`,
  recoveredAt: recoveredAt && `2026-${recoveredAt}T00:00:00Z`,
});

describe('what proves that a camera has failed', () => {
  it('are its outages of the last thirty days, the longest first, and what lasts until now', () => {
    const outages = [
      outage('a', '11-30', null),
      outage('b', '11-01', null),
      outage('a', '11-10', '11-13'),
      outage('a', '10-20', '11-06'),
      outage('a', '10-01', '10-30'),
    ];
    const days = stretchesOf('a', outages, NOW).map(({ from, ms }) => [from.slice(5, 10), ms / 86_400_000]);
    expect(days).toEqual([
      ['10-20', 5],
      ['11-10', 3],
      ['11-30', 1],
    ]);
  });
});
