import { EventBus, type EventClass } from '../../src/platform/events/event-bus.js';
import type { Verdict } from '../../src/probing/index.js';
import { IncidentOpened, OutageAcknowledged, OutageClosed, OutageOpened } from '../../src/uptime/index.js';
import { type Service, startQuietService } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const FAST = { UPTIME_INCIDENT_GATHER_S: '0', UPTIME_CLOSE_AFTER_LIVE_S: '1' };

const live: Verdict = { outcome: 'live', impairment: null };
const down: Verdict = { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'No key frame.' } };

interface Outage {
  readonly id: string;
  readonly cameraId: string;
  readonly cameraName: string;
  readonly incidentId: string | null;
  readonly closedAt: string | null;
}
interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

let service: Service;
let villageId: string;
const ids: Record<string, string> = {};
const get = <T>(path: string): Promise<T> => service.json('GET', `/api/v1/${path}`);

beforeAll(async () => {
  service = await startQuietService(FAST);
  const village = { name: '上坡村', kind: 'village' };
  villageId = (await service.json<{ id: string }>('POST', '/api/v1/villages', village)).id;
  for (const name of ['s1', 's2', 's3', 'alone', 'far']) {
    const uplink = name.startsWith('s') ? '村部交换机' : null;
    const network = { host: '127.74.0.1', onvif: { port: 9 }, rtsp: null };
    const entry = { name, villageId, network, register: { uplink } };
    ids[name] = (await service.json<{ id: string }>('POST', '/api/v1/cameras', entry)).id;
    judge(name, live);
  }
}, 30_000);

afterAll(() => service?.close());

function judge(name: string, verdict: Verdict): void {
  tellVerdict(service.app, ids[name]!, verdict);
}

function told(event: EventClass<object>, times = 1) {
  return new Promise<void>((resolve) => {
    let left = times;
    service.app.get(EventBus).on(event, () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

describe('outages and incidents', () => {
  it('lists what is down, why, and what to do about it', async () => {
    const opened = told(OutageOpened);
    judge('alone', down);
    judge('alone', down);
    await opened;
    const { items } = await get<Page<Outage>>('outages?isOpen=true');
    expect(items).toEqual([
      {
        id: expect.any(String),
        cameraId: ids['alone'],
        cameraName: 'alone',
        villageId,
        programmeId: null,
        openedAt: expect.any(String),
        recoveredAt: null,
        closedAt: null,
        closeReason: null,
        fault: { code: 'no-key-frame', detail: 'No key frame.' },
        advice: expect.objectContaining({ en: expect.any(String) }),
        isFlapping: false,
        isNotifiable: true,
        incidentId: null,
        acknowledgement: null,
      },
    ]);
    expect(await get(`outages/${items[0]!.id}`)).toEqual(items[0]);
    expect(await get(`outages?cameraId=${ids['far']}`)).toEqual({ items: [], nextCursor: null });
  });

  it('is acknowledged once, with a note, and only while it is open', async () => {
    const [outage] = (await get<Page<Outage>>('outages?isOpen=true')).items;
    const path = `/api/v1/outages/${outage!.id}/acknowledge`;
    const acknowledged = told(OutageAcknowledged);
    expect(await service.json('POST', path, { note: '下午去看' })).toMatchObject({
      id: outage!.id,
      acknowledgement: { at: expect.any(String), by: expect.any(String), note: '下午去看' },
    });
    await acknowledged;
    const again = await service.request('POST', path, {});
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'acknowledged-already' }]);
    const long = await service.request('POST', path, { note: 'x'.repeat(501) });
    expect([long.status, await long.text()]).toEqual([
      400,
      expect.stringContaining('at most 500 characters'),
    ]);
  });

  it('closes it when the camera stayed live', async () => {
    const closed = told(OutageClosed);
    judge('alone', live);
    await closed;
    const { items } = await get<Page<Outage>>(`outages?isOpen=false&villageId=${villageId}`);
    expect(items).toMatchObject([
      { cameraName: 'alone', closedAt: expect.any(String), closeReason: 'recovered' },
    ]);
  });

  it('is in the timeline of its camera with all else that happened to it, page by page', async () => {
    interface Timeline {
      readonly items: readonly { readonly at: string; readonly kind: string }[];
      readonly nextCursor: string | null;
    }
    const path = `/api/v1/cameras/${ids['alone']}`;
    await service.json('PATCH', path, { name: 'alone no more' });
    const schedule = { kind: 'daily', startsAt: '00:00', durationMinutes: 1_440 };
    const scope = { kind: 'camera', id: ids['alone'] };
    await service.json('POST', '/api/v1/maintenance-windows', { name: '检修', scope, schedule });
    const kinds: string[] = [];
    const instants: string[] = [];
    let cursor = '';
    do {
      const page = await service.json<Timeline>('GET', `${path}/timeline?limit=2${cursor}`);
      kinds.push(...page.items.map(({ kind }) => kind));
      instants.push(...page.items.map(({ at }) => at));
      cursor = page.nextCursor === null ? 'none' : `&cursor=${page.nextCursor}`;
    } while (cursor !== 'none');
    expect(instants).toEqual(instants.toSorted());
    expect(kinds).toEqual([
      'register',
      'state',
      'outage-opened',
      'state',
      'outage-acknowledged',
      'outage-recovered',
      'state',
      'outage-closed',
      'register',
      'maintenance-began',
    ]);
  });

  it('shows what fell together as one incident with its suspected cause and members', async () => {
    const opened = told(IncidentOpened);
    for (const name of ['s1', 's2', 's3']) for (const verdict of [down, down]) judge(name, verdict);
    await opened;
    const { items } = await get<Page<{ id: string }>>('incidents?isOpen=true');
    expect(items).toMatchObject([
      {
        suspectedCause: { kind: 'uplink', key: '村部交换机', name: '村部交换机' },
        cameras: 3,
        villageIds: [villageId],
        closedAt: null,
        isNotifiable: true,
      },
    ]);
    const incident = await get<{ outages: Outage[] }>(`incidents/${items[0]!.id}`);
    expect(incident.outages.map(({ cameraName }) => cameraName)).toEqual(['s1', 's2', 's3']);
    const page = await get<Page<Outage>>(`outages?incidentId=${items[0]!.id}&limit=2`);
    expect(page.items.map(({ cameraName }) => cameraName)).toEqual(['s3', 's2']);
    const next = await get<Page<Outage>>(
      `outages?incidentId=${items[0]!.id}&limit=2&cursor=${page.nextCursor}`,
    );
    expect(next).toMatchObject({ items: [{ cameraName: 's1' }], nextCursor: null });
  });

  it.each([
    ['outages/019a0000-0000-7000-8000-00000000dead', 404, 'There is no outage with the id'],
    ['incidents/019a0000-0000-7000-8000-00000000dead', 404, 'There is no incident with the id'],
    ['outages?isOpen=perhaps', 400, 'isOpen: must be true or false'],
    ['outages?limit=0', 400, 'limit: '],
    ['incidents?cursor=x', 400, 'cursor: must be the nextCursor of an earlier page'],
  ])('answers %s with %d', async (path, status, detail) => {
    const response = await service.request('GET', `/api/v1/${path}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(detail);
  });
});
