import { loadConfig } from '../../platform/config/load-config.js';
import { GROUNDS } from '../domain/changes/testing/street.js';
import { PurchaseAdvice } from './purchase-advice.js';
import { AT_POLES } from './sites-wanted.js';

const scope = { village: async () => null, villages: async () => null };
const LIVE_ONLY = { ...GROUNDS, cameras: GROUNDS.cameras.filter(({ isLive }) => isLive) };
const advice = (grounds = GROUNDS) =>
  new PurchaseAdvice({ grounds: async () => grounds }, scope, loadConfig({}));
const REPAIRS = { villageId: null, costFen: null, isCompared: true, limit: 10 };
const SUGGESTIONS = {
  villageIds: null,
  limit: { kind: 'count', count: 1 },
  offer: { types: null, sites: AT_POLES, headingsDeg: null, isOnePerSite: true, minDistanceM: 0 },
  camerasPerPlace: 1,
  requiredPlaceIds: [],
  ground: null,
  repairs: null,
} as const;

describe('advice on purchases', () => {
  it('takes the configured prices where nobody names others', async () => {
    const { costFen, repairs } = await advice().repairs(REPAIRS, new AbortController().signal);
    expect(costFen).toBe(50_000);
    expect(repairs).toMatchObject([{ cameraId: 'b', costFen: 50_000, sameToBuyFen: 280_000 }]);
  });

  it('needs no thread where nothing is broken', async () => {
    const nobody = AbortSignal.abort();
    expect(await advice(LIVE_ONLY).repairs(REPAIRS, nobody)).toEqual({
      costFen: 50_000,
      broken: 0,
      repairs: [],
    });
    await expect(advice().repairs(REPAIRS, nobody)).rejects.toMatchObject({ code: 'abandoned' });
  });

  it('ends with the service', async () => {
    const stopped = advice();
    stopped.beforeApplicationShutdown();
    const { signal } = new AbortController();
    await expect(stopped.suggestions(SUGGESTIONS, signal)).rejects.toMatchObject({ code: 'abandoned' });
  });
});
