import { type Farm, startFarm } from '../farm/index.js';
import { registerStreet, streetOf, type StreetCamera } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET: Readonly<Record<string, StreetCamera>> = {
  well: {},
  black: { patch: { picture: 'black' } },
  dark: { patch: { picture: 'black' } },
  still: { patch: { picture: 'frozen' } },
  covered: { patch: { picture: 'covered' } },
};
const REASON = '对着白墙';

interface Check {
  readonly fault: string;
  readonly isOn: boolean;
  readonly threshold: number;
  readonly isStandard: boolean;
  readonly isStanding: boolean;
}

interface Checks {
  readonly checks: readonly Check[];
  readonly scene: Readonly<Record<'day' | 'night', unknown>>;
  readonly history: readonly unknown[];
}

interface Probe {
  readonly verdict: { readonly outcome: string; readonly impairment: { readonly code: string } | null };
  readonly advice: { readonly zh: string; readonly en: string } | null;
  readonly rungs: readonly { readonly rung: string; readonly saw: Readonly<Record<string, unknown>> }[];
}

describe('the picture checks of a camera', () => {
  let farm: Farm;
  let service: Service;
  let ids: ReadonlyMap<string, string>;
  const path = (name: string, more = ''): string => `/api/v1/cameras/${ids.get(name)}/picture-checks${more}`;
  const checksOf = (name: string): Promise<Checks> => service.json('GET', path(name));
  const choose = (name: string, checks: unknown): Promise<Checks> =>
    service.json('PUT', path(name), { reason: REASON, checks });
  const probe = (name: string): Promise<Probe> =>
    service.json('POST', `/api/v1/cameras/${ids.get(name)}/probe`);
  const impairmentOf = async (name: string): Promise<string | null> =>
    (await probe(name)).verdict.impairment?.code ?? null;
  const find = ({ checks }: Checks, fault: string): Check => checks.find((check) => check.fault === fault)!;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 91));
    service = await startQuietService({
      PROBING_FROZEN_AFTER_S: '0',
      PICTURES_MIN_GAP_S: '0',
    });
    ids = (await registerStreet(service, farm, STREET)).ids;
  }, 120_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  it('are scores on the rung of the picture', async () => {
    const { rungs, verdict } = await probe('well');
    expect(verdict).toEqual({ outcome: 'live', impairment: null });
    const { saw } = rungs.find(({ rung }) => rung === 'picture')!;
    expect(saw).toMatchObject({ black: 0, 'signal-lost': 0, covered: 0, suspects: '', standing: '' });
  }, 30_000);

  it('call a lens covered after the third picture of the last four, with advice', async () => {
    const found = [];
    for (let look = 0; look < 3; look += 1) found.push(await impairmentOf('covered'));
    expect(found).toEqual([null, null, 'covered']);
    expect(find(await checksOf('covered'), 'covered').isStanding).toBe(true);
    expect((await probe('covered')).advice?.en).toContain('covers the lens');
  });

  it('can be switched off for one camera, and come back', async () => {
    expect(await impairmentOf('dark')).toBe('black');
    const chosen = await choose('dark', { black: { isOn: false }, frozen: { isOn: false } });
    expect(find(chosen, 'black')).toMatchObject({ isOn: false, isStandard: false, isStanding: false });
    expect(await impairmentOf('dark')).toBeNull();
    expect(await impairmentOf('black')).toBe('black');

    await choose('dark', {});
    expect(await impairmentOf('dark')).toBe('black');
  });

  it('let a camera stand still that may', async () => {
    await probe('still');
    expect(await impairmentOf('still')).toBe('frozen');
    await choose('still', { frozen: { isOn: false } });
    expect(await impairmentOf('still')).toBeNull();
  });

  it('take a threshold of their own, and say who chose it and why', async () => {
    const chosen = await choose('well', { 'low-contrast': { threshold: 0.9 } });
    expect(find(chosen, 'low-contrast')).toMatchObject({ isOn: true, threshold: 0.9, isStandard: false });
    expect(find(chosen, 'blurred')).toMatchObject({ isOn: true, threshold: 0.5, isStandard: true });
    expect(chosen.history[0]).toMatchObject({
      by: 'admin-token',
      reason: REASON,
      checks: [{ fault: 'low-contrast', isOn: true, threshold: 0.9 }],
    });
  });

  it('forget a scene that was changed on purpose', async () => {
    expect((await service.request('DELETE', path('well', '/scene'))).status).toBe(204);
    expect((await checksOf('well')).scene).toEqual({ day: null, night: null });
  });

  it.each([
    ['an unknown check', { reason: REASON, checks: { ugly: {} } }, 'ugly'],
    ['a threshold beyond 1', { reason: REASON, checks: { covered: { threshold: 2 } } }, '1'],
    ['no reason', { reason: ' ', checks: {} }, 'reason'],
  ])('refuse %s', async (_name, body, hint) => {
    const response = await service.request('PUT', path('well'), body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(hint);
  });

  it('do not exist for a camera that does not', async () => {
    const unknown = '/api/v1/cameras/019a0000-0000-7000-8000-00000000dead/picture-checks';
    expect((await service.request('GET', unknown)).status).toBe(404);
  });
});
