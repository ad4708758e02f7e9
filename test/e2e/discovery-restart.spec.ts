import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Farm, startFarm } from '../farm/index.js';
import { begin, candidatesOf, LOGIN, search, settle, streetAt } from './discovery-street.js';
import { type Service, startService } from './service.js';

const HOST = '127.84.1.1';
const SETTINGS = { DISCOVERY_LISTEN_S: '0.3' };
const RANGE = { ranges: ['127.84.1.0/30'], ports: [8_080] };

describe('what searches leave behind', () => {
  let farm: Farm;
  let service: Service;
  let dataDir: string;
  let credentialId: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-discovery-'));
    farm = await startFarm(streetAt([HOST], { [HOST]: { faults: ['wrong-password'], lockoutAfter: 5 } }));
    service = await startService(SETTINGS, dataDir);
    ({ credentialId } = await settle(service));
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is a search marked as interrupted, where the service stopped under it', async () => {
    const slow = await begin(service, { ranges: ['127.84.2.0/24'], ports: [8_080], perSecond: 1 });
    await service.close();
    service = await startService(SETTINGS, dataDir);
    expect(await service.json('GET', `/api/v1/searches/${slow.id}`)).toMatchObject({
      status: 'interrupted',
      progress: { phase: 'finished' },
      finishedAt: expect.any(String),
    });
    const answer = await service.request('GET', `/api/v1/searches/${slow.id}/events`);
    expect(await answer.text()).toMatch(/^\s*(id: .*\n)?event: over\n/m);
  }, 30_000);

  it('is the memory of a refused login, over restarts, until the credential changes', async () => {
    await search(service, { ...RANGE, credentialIds: [credentialId] });
    await service.close();
    service = await startService(SETTINGS, dataDir);
    const again = await search(service, { ...RANGE, credentialIds: [credentialId] });
    expect(again.progress).toMatchObject({ found: 1, rejectedLogins: 0, interviewed: { done: 0, total: 0 } });
    expect(farm.stats(HOST).rejectedLogins).toBe(1);

    await service.json('PATCH', `/api/v1/credentials/${credentialId}`, { password: 'changed-on-the-device' });
    const mended = await search(service, { ...RANGE, credentialIds: [credentialId] });
    expect(mended.progress).toMatchObject({ frames: 1, rejectedLogins: 0 });
    expect(farm.stats(HOST).rejectedLogins).toBe(1);
  }, 30_000);

  it('asks with the next credential in the next search, and stops at the first refusal each time', async () => {
    const made = (name: string): Promise<{ id: string }> =>
      service.json('POST', '/api/v1/credentials', { name, ...LOGIN, password: name });
    const [one, two] = [(await made('one')).id, (await made('two')).id];
    const before = farm.stats(HOST).rejectedLogins;
    await farm.change(HOST, { login: { ...LOGIN, password: 'another one' } });
    for (const refusals of [1, 2, 2]) {
      await search(service, { ...RANGE, credentialIds: [one, two] });
      expect(farm.stats(HOST).rejectedLogins - before).toBe(refusals);
    }
    const [candidate] = await candidatesOf(service, '');
    expect(candidate!.trials.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'rejected']);
  }, 30_000);

  it('is one device, known by the MAC it told, where it has no name and moves', async () => {
    const [old, next] = ['127.84.3.1', '127.84.3.2'];
    const { villageId } = await service
      .json<{ items: { id: string }[] }>('GET', '/api/v1/villages')
      .then(({ items }) => ({ villageId: items[0]!.id }));
    const { id: credentialId } = await service.json<{ id: string }>('POST', '/api/v1/credentials', {
      name: 'street three',
      ...LOGIN,
    });
    const device = streetAt([old])[0]!;
    const order = { ranges: ['127.84.3.0/29'], ports: [8_080], credentialIds: [credentialId] };
    const there = await startFarm([device]);
    await search(service, order);
    const before = (await candidatesOf(service, '')).find(({ host }) => host === old);
    const adopted = await service.json<{ camera: { cameraId: string } }>(
      'POST',
      `/api/v1/candidates/${before!.id}/adopt`,
      { villageId, credentialId },
    );
    await there.close();
    const elsewhere = await startFarm([{ ...device, host: next }]);
    const { id } = await search(service, order);
    const found = await candidatesOf(service, `searchId=${id}`);
    await elsewhere.close();
    expect(found).toMatchObject([
      {
        id: before!.id,
        host: next,
        match: {
          kind: 'moved',
          by: 'mac',
          cameraId: adopted.camera.cameraId,
          question: 'moved: change 127.84.3.1 to .2?',
        },
      },
    ]);
  }, 30_000);

  it.each([
    [{ ports: [0] }, 400, 'ports.0: must be at least 1'],
    [{ hosts: ['camera.example'] }, 400, 'hosts.0: must be an IP address'],
    [{ ranges: ['10.0.0.1-10.0.0.9'] }, 400, 'ranges.0: must be a network in CIDR form, as 10.20.0.0/24'],
    [{ perSecond: 1e6 }, 400, 'perSecond: must be at most 2000'],
    [{ speed: 1 }, 400, 'speed: is not a known field'],
    [{}, 422, 'interfaces: name network cards, hosts or ranges to look at'],
  ])('is nothing where the request is wrong: %j', async (body, status, detail) => {
    const answer = await service.request('POST', '/api/v1/searches', body);
    expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([status, detail]);
  });

  it.each([
    ['GET', 'searches/{id}', 'no-such-search'],
    ['GET', 'searches/{id}/events', 'no-such-search'],
    ['GET', 'searches/{id}/missing', 'no-such-search'],
    ['DELETE', 'searches/{id}', 'no-such-search'],
    ['GET', 'candidates/{id}', 'no-such-candidate'],
    ['POST', 'candidates/{id}/adopt', 'no-such-candidate'],
  ])('is not there under another id: %s %s', async (method, path, code) => {
    const url = `/api/v1/${path.replace('{id}', '019a0000-0000-7000-8000-00000000dead')}`;
    const answer = await service.request(method, url, method === 'POST' ? {} : undefined);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code }]);
  });
});
