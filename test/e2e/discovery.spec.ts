import { type Farm, startFarm } from '../farm/index.js';
import {
  begin,
  candidatesOf,
  DISCOVERY_PORT,
  LOCAL_ZONE_ID,
  overOf,
  search,
  settle,
  streetAt,
} from './discovery-street.js';
import { type Service, startService } from './service.js';

const HOSTS = Array.from({ length: 8 }, (_, index) => `127.82.1.${index + 1}`);
const [FIRST = '', SECOND = '', , , , , SEVENTH = '', EIGHTH = ''] = HOSTS;
const FAST = { DISCOVERY_LISTEN_S: '0.5' };

interface Adopted {
  readonly action: string;
  readonly camera: {
    readonly cameraId: string;
    readonly lifecycle: string;
    readonly network: { readonly host: string };
  };
  readonly confirmation: {
    readonly isLive: boolean;
    readonly rung: string | null;
    readonly fault: { code: string } | null;
  };
}

describe('a search of a network', () => {
  let farm: Farm;
  let service: Service;
  let villageId: string;
  let credentialId: string;

  beforeAll(async () => {
    farm = await startFarm(
      streetAt(HOSTS, {
        [SEVENTH]: { faults: ['xaddrs-unreachable-first'] },
        [EIGHTH]: { faults: ['wrong-password'], lockoutAfter: 5 },
      }),
      { discoveryPort: DISCOVERY_PORT },
    );
    service = await startService(FAST);
    ({ villageId, credentialId } = await settle(service));
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const candidateAt = async (host: string) =>
    (await candidatesOf(service, `zoneId=${LOCAL_ZONE_ID}`)).find((one) => one.host === host)!;
  const adopt = (id: string, body: object = {}): Promise<Adopted> =>
    service.json('POST', `/api/v1/candidates/${id}/adopt`, body);

  it('by unicast finds every device once, without logging in', async () => {
    const over = await search(service, { hosts: HOSTS });
    const found = await candidatesOf(service, `searchId=${over.id}`);
    expect(over).toMatchObject({ status: 'done', failure: null, progress: { phase: 'finished', found: 8 } });
    expect(found.map(({ host, port }) => `${host} ${port}`).toSorted()).toEqual(
      HOSTS.map((host) => `${host} 8080`),
    );
    expect(new Set(found.map(({ endpoint }) => endpoint)).size).toBe(8);
    expect(found.map(({ match }) => match.kind)).toEqual(HOSTS.map(() => 'new'));
    expect(HOSTS.map((host) => farm.stats(host).rejectedLogins)).toEqual(HOSTS.map(() => 0));
  });

  it('of a range finds the same devices, and nobody twice', async () => {
    const over = await search(service, { ranges: ['127.82.1.0/28'], ports: [8_080, 8_081], perSecond: 500 });
    expect(over.progress).toMatchObject({ found: 8, swept: { done: 28, total: 28 } });
    expect((await candidatesOf(service, `zoneId=${LOCAL_ZONE_ID}`)).length).toBe(8);
    const [one] = await candidatesOf(service, `searchId=${over.id}`);
    expect(one).toMatchObject({ foundBy: 'range', endpoint: expect.stringMatching(/^[\da-f-]{36}$/) });
  });

  it('with a credential sees facts and a frame, and costs a wrong password one refusal for ever', async () => {
    const first = await search(service, { hosts: HOSTS, credentialIds: [credentialId] });
    expect(first.progress).toMatchObject({
      frames: 7,
      rejectedLogins: 1,
      interviewed: { done: 8, total: 8 },
    });
    const again = await search(service, { hosts: HOSTS, credentialIds: [credentialId] });
    expect(again.progress).toMatchObject({
      frames: 0,
      rejectedLogins: 0,
      interviewed: { done: 0, total: 0 },
    });
    expect(farm.stats(EIGHTH).rejectedLogins).toBe(1);
    expect(await candidateAt(FIRST)).toMatchObject({
      mac: 'C0-56-7F-52-01-01',
      interviewed: { frame: { codec: 'h264' }, fault: null },
      trials: [{ outcome: 'accepted' }],
    });
    expect(await candidateAt(EIGHTH)).toMatchObject({
      interviewed: { frame: null, fault: { code: 'login-rejected' } },
      trials: [{ outcome: 'rejected' }],
    });
  }, 30_000);

  it('makes a camera of a candidate, in service once its frame was seen', async () => {
    const { id } = await candidateAt(FIRST);
    const order = { villageId, credentialId, name: '村口' };
    const [adopted, again] = (await Promise.all([adopt(id, order), adopt(id, order)])) as [Adopted, Adopted];
    expect(again).toMatchObject({ action: 'unchanged', camera: { cameraId: adopted.camera.cameraId } });
    expect(adopted).toMatchObject({
      action: 'entered',
      camera: { name: '村口', lifecycle: 'in-service', network: { host: FIRST, mac: 'C0-56-7F-52-01-01' } },
      confirmation: { isLive: true, rung: null, fault: null, frame: { codec: 'h264' } },
    });
    expect((await candidateAt(FIRST)).match).toMatchObject({ kind: 'known', by: 'mac' });
    expect(await adopt(id)).toMatchObject({ action: 'unchanged' });
  });

  it('leaves a camera planned whose picture nobody saw, and names the rung', async () => {
    const { id } = await candidateAt(EIGHTH);
    expect(await adopt(id, { villageId, credentialId })).toMatchObject({
      camera: { lifecycle: 'planned' },
      confirmation: { isLive: false, rung: 'login', fault: { code: 'login-withheld' } },
    });
    expect(farm.stats(EIGHTH).rejectedLogins).toBe(1);
  });

  it('recognises a camera that moved, puts the question, and mends it in one call', async () => {
    const { id: cameraId } = await service.json<{ id: string }>('POST', '/api/v1/cameras', {
      name: '学校',
      villageId,
      credentialId,
      network: { host: '127.82.1.99', mac: 'C0:56:7F:52:01:02', onvif: { port: 8_080 } },
    });
    const candidate = await candidateAt(SECOND);
    expect(candidate.match).toMatchObject({
      kind: 'moved',
      by: 'mac',
      cameraId,
      question: 'moved: change 127.82.1.99 to .2?',
    });
    expect(await adopt(candidate.id)).toMatchObject({
      action: 'mended',
      camera: { cameraId, name: '学校', network: { host: SECOND } },
      confirmation: { isLive: true },
    });
    expect((await candidateAt(SECOND)).match.kind).toBe('known');
  });

  it('adopts by rule: first as a trial, then in earnest, and nobody twice', async () => {
    const order = {
      zoneId: LOCAL_ZONE_ID,
      rules: [{ network: '127.82.1.0/24', villageId, credentialId }],
    };
    const trial = await service.json('POST', '/api/v1/candidates/adopt', { ...order, dryRun: true });
    expect(trial).toMatchObject({ summary: { entered: 5, mended: 0, skipped: 0, live: 0 } });
    const done = await service.json('POST', '/api/v1/candidates/adopt', order);
    expect(done).toMatchObject({ summary: { entered: 5, mended: 0, skipped: 0, live: 5, planned: 0 } });
    const again = await service.json('POST', '/api/v1/candidates/adopt', order);
    expect(again).toMatchObject({ summary: { entered: 0, mended: 0 }, items: [] });
  }, 30_000);

  it('lists the registered cameras that it did not find', async () => {
    const lost = await service.json<{ id: string }>('POST', '/api/v1/cameras', {
      name: '码头',
      villageId,
      network: { host: '127.82.1.77', onvif: { port: 8_080 } },
    });
    const { id } = await search(service, { hosts: [...HOSTS, '127.82.1.77'] });
    const missing = await service.json<{ items: object[] }>('GET', `/api/v1/searches/${id}/missing`);
    expect(missing.items).toEqual([
      {
        cameraId: lost.id,
        name: '码头',
        villageId,
        lifecycle: 'in-service',
        host: '127.82.1.77',
        wasAsked: true,
      },
    ]);
  });

  it('runs once at a time in a zone, tells how far it is, and stops when it is told to', async () => {
    const slow = await begin(service, { ranges: ['127.82.2.0/24'], ports: [8_080], perSecond: 5 });
    const second = await service.request('POST', '/api/v1/searches', { hosts: HOSTS });
    expect([second.status, await second.json()]).toMatchObject([409, { code: 'search-running' }]);
    const watching = overOf(service, slow.id);
    expect(await service.json('DELETE', `/api/v1/searches/${slow.id}`)).toMatchObject({
      status: 'cancelled',
    });
    expect(await watching).toMatchObject({ status: 'cancelled', progress: { phase: 'finished' } });
    expect(await service.json('GET', `/api/v1/searches/${slow.id}`)).toMatchObject({ status: 'cancelled' });
  });

  it('looks nowhere that the zone does not allow, and says how to allow it', async () => {
    const answer = await service.request('POST', '/api/v1/searches', { ranges: ['10.9.0.0/24'] });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      {
        code: 'network-not-allowed',
        detail: `ranges.0: 10.9.0.0/24 is outside what the zone "local" allows (127.0.0.0/8); PATCH /api/v1/zones/${LOCAL_ZONE_ID} with the network in allowedNetworks lets searches look there`,
      },
    ]);
  });
});
