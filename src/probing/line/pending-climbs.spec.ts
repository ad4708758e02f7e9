import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { NO_MEMORY } from '../domain/probe-memory.js';
import { probeTarget } from '../testing/probe-target.js';
import { PendingClimbs } from './pending-climbs.js';

describe('climbs that somebody else makes', () => {
  it('end with their signal and its reason, all that wait for it, and no other', async () => {
    const pending = new PendingClimbs(new ManualClock(), loadConfig({}));
    const errand = { target: probeTarget({}), kind: 'frame', memory: NO_MEMORY } as const;
    const [stops, goesOn] = [new AbortController(), new AbortController()];
    const causes: unknown[] = [];
    for (const id of ['a', 'b', 'told'])
      void pending.open(id, errand, stops.signal).catch((cause: unknown) => causes.push([id, cause]));
    void pending.open('c', errand, goesOn.signal).catch((cause: unknown) => causes.push(['c', cause]));
    pending.fail('told', 'told before');

    stops.abort('the service stops');
    await Promise.resolve();

    expect(causes).toEqual([
      ['told', 'told before'],
      ['a', 'the service stops'],
      ['b', 'the service stops'],
    ]);
    expect(pending.of('c')).not.toBeNull();
    expect(pending.of('a')).toBeNull();
  });
});
