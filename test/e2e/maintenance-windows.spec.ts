import { type Service, startService } from './service.js';

interface Window {
  readonly id: string;
  readonly name: string;
  readonly hasEnded: boolean;
}

let service: Service;
let villageId: string;
let cameraId: string;
const post = (body: object) => service.json<Window>('POST', '/api/v1/maintenance-windows', body);
const daily = { kind: 'daily', startsAt: '02:30', durationMinutes: 60 };

beforeAll(async () => {
  service = await startService();
  const village = { name: '上坡村', kind: 'village' };
  villageId = (await service.json<{ id: string }>('POST', '/api/v1/villages', village)).id;
  const camera = {
    name: '村口',
    villageId,
    lifecycle: 'planned',
    network: { host: '10.9.9.9', onvif: { port: 80 } },
  };
  cameraId = (await service.json<{ id: string }>('POST', '/api/v1/cameras', camera)).id;
}, 30_000);

afterAll(() => service?.close());

describe('maintenance windows', () => {
  it('are entered, changed from now on, and ended', async () => {
    const window = await post({
      name: '夜间重启',
      scope: { kind: 'village', id: villageId },
      schedule: daily,
    });
    expect(window).toMatchObject({
      name: '夜间重启',
      reason: null,
      scope: { kind: 'village', id: villageId },
      schedule: daily,
      until: null,
      rewritesPast: false,
      hasEnded: false,
    });
    const path = `/api/v1/maintenance-windows/${window.id}`;
    const weekly = { kind: 'weekly', weekdays: [7], startsAt: '03:00', durationMinutes: 30 };
    expect(await service.json('PATCH', path, { schedule: weekly })).toMatchObject({
      id: window.id,
      name: '夜间重启',
      schedule: weekly,
      rewritesPast: false,
    });
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect(await service.json('GET', path)).toMatchObject({ hasEnded: true });
    const changed = await service.request('PATCH', path, { name: '又一次' });
    expect([changed.status, await changed.json()]).toMatchObject([409, { code: 'window-has-ended' }]);
    const { items } = await service.json<{ items: Window[] }>(
      'GET',
      '/api/v1/maintenance-windows?hasEnded=false',
    );
    expect(items).toEqual([]);
  });

  it('take a one-off window in any offset, and end an open one earlier', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const endsAt = new Date(Date.now() + 7_200_000).toISOString();
    const schedule = { kind: 'once', startsAt, endsAt };
    const window = await post({ name: '换杆', scope: { kind: 'camera', id: cameraId }, schedule });
    expect(window).toMatchObject({ schedule, from: startsAt });
    const earlier = { ...schedule, endsAt: new Date(Date.now() + 5_400_000).toISOString() };
    const path = `/api/v1/maintenance-windows/${window.id}`;
    expect(await service.json('PATCH', path, { schedule: earlier })).toMatchObject({ schedule: earlier });
  });

  it('are what a list shows of a camera in service, in place of what probing finds', async () => {
    const network = { host: '127.9.9.9', onvif: { port: 9 } };
    const { id } = await service.json<{ id: string }>('POST', '/api/v1/cameras', {
      name: '在修',
      villageId,
      network,
    });
    const found = async (state: string) => {
      const { items } = await service.json<{ items: { id: string; state: string | null }[] }>(
        'GET',
        `/api/v1/cameras?state=${state}`,
      );
      return items.map((camera) => [camera.id, camera.state]);
    };
    expect(await found('unknown')).toEqual([[id, 'unknown']]);
    const schedule = { kind: 'once', startsAt: ago(1), endsAt: ago(-1) };
    const window = await post({ name: '换杆', scope: { kind: 'camera', id }, schedule, rewritesPast: true });

    expect(await found('maintenance')).toEqual([[id, 'maintenance']]);
    expect(await found('unknown')).toEqual([]);
    expect(await service.json('GET', '/api/v1/cameras/count?state=maintenance')).toEqual({ count: 1 });
    const file = await service.request('GET', '/api/v1/cameras/export?format=csv&state=maintenance');
    expect((await file.text()).split('\n').filter((line) => line.includes('在修'))).toHaveLength(1);
    const preview = { filter: { state: 'maintenance' }, patch: { lifecycle: 'under-repair' } };
    expect(await service.json('POST', '/api/v1/cameras/bulk-edit?dryRun=true', preview)).toMatchObject({
      summary: { matched: 1 },
    });
    await service.request('DELETE', `/api/v1/maintenance-windows/${window.id}`);
  });

  it('refuse a change of what somebody else has changed since, and say who it was', async () => {
    const path = `/api/v1/maintenance-windows/${(await post({ name: '换电池', scope: { kind: 'camera', id: cameraId }, schedule: daily })).id}`;
    const etag = (await service.request('GET', path)).headers.get('etag')!;
    const change = (name: string) => service.request('PATCH', path, { name }, { 'if-match': etag });
    expect((await change('换电池两组')).status).toBe(200);

    const refused = await change('换一组');
    expect([refused.status, await refused.json()]).toMatchObject([
      412,
      { code: 'changed-since', detail: expect.stringContaining('by admin-token at ') },
    ]);
    expect((await service.request('DELETE', path, undefined, { 'if-match': etag })).status).toBe(412);
    expect(await service.json('GET', path)).toMatchObject({
      name: '换电池两组',
      cameraName: '村口',
      hasEnded: false,
    });
    expect((await service.request('DELETE', path)).status).toBe(204);
  });

  it('name the windows that they share a camera and a time with', async () => {
    const of = (name: string, scope: object, startsAt: string) =>
      post({ name, scope, schedule: { ...daily, startsAt } });
    const zoneId = '00000000-0000-7000-8000-000000000001';
    const village = await of('全村', { kind: 'village', id: villageId }, '01:00');
    const camera = await of('一台', { kind: 'camera', id: cameraId }, '01:30');
    const later = await of('错开', { kind: 'camera', id: cameraId }, '04:00');
    const zone = await of('网络', { kind: 'zone', id: zoneId }, '01:15');
    const { items } = await service.json<{ items: (Window & { overlaps: { name: string }[] })[] }>(
      'GET',
      '/api/v1/maintenance-windows?hasEnded=false',
    );
    const ours = new Set([village, camera, later, zone].map(({ name }) => name));
    // What other cases left behind may meet them, too, at this hour of the day.
    const metBy = ({ id }: Window) =>
      items
        .find((window) => window.id === id)!
        .overlaps.flatMap(({ name }) => (ours.has(name) ? [name] : []));

    expect(metBy(village)).toEqual(['一台', '网络']);
    expect(metBy(camera)).toEqual(['全村', '网络']);
    expect(metBy(zone)).toEqual(['全村', '一台']);
    expect(metBy(later)).toEqual([]);
    for (const { id } of items) await service.request('DELETE', `/api/v1/maintenance-windows/${id}`);
  });

  it('count time that is past only where somebody says so', async () => {
    const schedule = { kind: 'once', startsAt: ago(3), endsAt: ago(1) };
    const body = { name: '昨夜停电', scope: { kind: 'camera', id: cameraId }, schedule };
    await expect(post(body)).rejects.toThrow(
      'schedule.startsAt: is past; say rewritesPast: true to count time that is past as maintenance',
    );
    expect(await post({ ...body, rewritesPast: true })).toMatchObject({ rewritesPast: true, hasEnded: true });
    const old = { ...body, rewritesPast: true, schedule: { ...schedule, startsAt: ago(24 * 31) } };
    await expect(post(old)).rejects.toThrow('from: must not be more than 30 days ago');
  });

  const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

  it.each<[string, object, string]>([
    ['an empty name', { name: ' ' }, 'name: must not be empty'],
    ['a time that is none', { schedule: { ...daily, startsAt: '25:00' } }, 'must be a local time, HH:MM'],
    ['a window longer than a day', { schedule: { ...daily, durationMinutes: 1_441 } }, 'durationMinutes'],
    ['a weekday that is none', { schedule: { ...daily, kind: 'weekly', weekdays: [8] } }, 'weekdays'],
    ['no weekday at all', { schedule: { ...daily, kind: 'weekly', weekdays: [] } }, 'weekdays'],
    [
      'an end before its beginning',
      { schedule: { kind: 'once', startsAt: '2090-01-02T00:00:00Z', endsAt: '2090-01-01T00:00:00Z' } },
      'must be later than startsAt',
    ],
    [
      'an instant without an offset',
      { schedule: { kind: 'once', startsAt: '2090-01-02T00:00:00', endsAt: '2090-01-03T00:00:00' } },
      'must be ISO 8601 with an offset, as 2026-10-01T08:00:00+08:00',
    ],
    ['an end that is past', { until: '2020-01-01T00:00:00Z' }, 'until: must be later than the beginning'],
    [
      'a camera that is not there',
      { scope: { kind: 'camera', id: '019a0000-0000-7000-8000-00000000dead' } },
      'scope.id: there is no camera with this id',
    ],
    ['a field that nobody knows', { colour: 'red' }, 'colour'],
  ])('refuse %s', async (_name, change, message) => {
    const body = { name: '检修', scope: { kind: 'village', id: villageId }, schedule: daily, ...change };
    await expect(post(body)).rejects.toThrow(message);
  });
});
