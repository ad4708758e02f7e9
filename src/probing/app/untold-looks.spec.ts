import { MINUTE_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { credentialKey, FRESH_BUDGET, loginAccepted, loginRefused } from '../domain/login-budget.js';
import { NO_MEMORY } from '../domain/probe-memory.js';
import { memoryBook } from '../testing/fake-memories.js';
import { probeTarget } from '../testing/probe-target.js';
import { NotBegun, NotClimbed } from './climber.js';
import { UntoldLooks } from './untold-looks.js';

const TARGET = probeTarget();
const KEY = credentialKey(TARGET.credentialId!, TARGET.credentialVersion!);
const GONE = new NotClimbed('The prober fell silent.');

function desk() {
  const clock = new ManualClock();
  const memories = memoryBook(clock);
  const looks = new UntoldLooks(memories, clock);
  const accept = () =>
    memories.keep('camera', { ...NO_MEMORY, budget: loginAccepted(FRESH_BUDGET, KEY, 'rtsp', clock.now()) });
  const refuse = () => {
    const refusal = { key: KEY, as: 'login-rejected', over: 'onvif' } as const;
    return memories.keep('camera', {
      ...NO_MEMORY,
      budget: loginRefused(FRESH_BUDGET, refusal, clock.now()),
    });
  };
  return { clock, looks, accept, refuse };
}

function lose(looks: UntoldLooks, target: ProbeTarget, kind: ProbeKind, cause: Error = GONE): Promise<void> {
  return expect(looks.noted(target, kind, Promise.reject(cause))).rejects.toBe(cause);
}

describe('a look that nobody told of', () => {
  it('lets heartbeats alone go to its camera until somebody tells of it, and is then made up for', async () => {
    const { looks, accept } = desk();
    await accept();
    await lose(looks, TARGET, 'frame');
    expect(looks.allowed(TARGET, 'full')).toEqual({ kind: 'heartbeat', target: TARGET });
    expect(looks.told(TARGET)).toBe('frame');
    expect(looks.allowed(TARGET, 'full').kind).toBe('full');
    expect(looks.told(TARGET)).toBeNull();
  });

  it('keeps a login that was never accepted back for ten minutes: it may have been refused', async () => {
    const { clock, looks } = desk();
    await lose(looks, TARGET, 'full');
    clock.advance(10 * MINUTE_MS - 1);
    expect(looks.told(TARGET)).toBeNull();
    expect(looks.allowed(TARGET, 'frame')).toMatchObject({
      kind: 'heartbeat',
      target: { credentialId: null },
    });
    clock.advance(1);
    expect(looks.told(TARGET)).toBe('full');
    expect(looks.allowed(TARGET, 'frame').kind).toBe('frame');
  });

  it.each(['accept', 'refuse'] as const)(
    'keeps nothing back once somebody told what became of the login: %s',
    async (how) => {
      const { looks, ...became } = desk();
      await lose(looks, TARGET, 'frame');
      await became[how]();
      expect(looks.told(TARGET)).toBe('frame');
    },
  );

  it('lets no heartbeat take a login along that was never accepted, and any other look', async () => {
    const { looks, accept } = desk();
    expect(looks.allowed(TARGET, 'heartbeat').target).toMatchObject({
      credentialId: null,
      credentialVersion: null,
    });
    expect(looks.allowed(TARGET, 'frame').target).toEqual(TARGET);
    await accept();
    expect(looks.allowed(TARGET, 'heartbeat').target).toEqual(TARGET);
  });

  it('keeps no other login of the camera back', async () => {
    const { looks } = desk();
    await lose(looks, TARGET, 'frame');
    const changed = { ...TARGET, credentialVersion: 2 };
    expect(looks.allowed(changed, 'full').kind).toBe('full');
    expect(looks.told(changed)).toBe('frame');
  });

  it('keeps nothing back from a camera that has no login', async () => {
    const { looks } = desk();
    const open = probeTarget({ credentialId: null, credentialVersion: null });
    await lose(looks, open, 'frame');
    expect(looks.told(open)).toBe('frame');
  });

  it.each([
    ['a heartbeat, which carries no login', 'heartbeat', GONE],
    ['a look that nobody began', 'frame', new NotBegun('No prober of the zone took it.')],
    ['a bug of ours', 'frame', new Error('broken')],
  ] as const)('is none of these: %s', async (_what, kind, cause) => {
    const { looks } = desk();
    await lose(looks, TARGET, kind, cause);
    expect(looks.allowed(TARGET, 'full').kind).toBe('full');
  });
});
