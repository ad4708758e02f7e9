import { type Farm, startFarm } from '../farm/index.js';
import { type Browser, newPerson } from './access-people.js';
import { LiveClient, REASON, type Refusal, untilGone } from './live-client.js';
import { registerStreet, type StreetCamera, streetOf } from './probe-street.js';
import { type Service, startQuietService } from './service.js';

const STREET: Readonly<Record<string, StreetCamera>> = {
  door: { isStreamRegistered: true },
  gate: { isStreamRegistered: true },
  unnamed: {},
};
const QUERY = `reason=${encodeURIComponent(REASON)}`;
const NOBODY = '019a0000-0000-7000-8000-00000000dead';

interface Entry {
  readonly action: string;
  readonly status: number;
  readonly reason: string;
  readonly subject: string;
  readonly by: { readonly name: string; readonly address: string };
}

describe('live view, refused or ended', () => {
  let farm: Farm;
  let service: Service;
  let ids: ReadonlyMap<string, string>;
  let villageId: string;

  beforeAll(async () => {
    farm = await startFarm(streetOf(STREET, 42));
    service = await startQuietService({
      LIVE_MAX_VIEWERS_PER_CAMERA: '2',
      LIVE_MAX_VIEWERS: '3',
      LIVE_LIMIT_S: '5',
    });
    ({ ids } = await registerStreet(service, farm, STREET));
    const camera = await service.json<{ villageId: string }>('GET', `/api/v1/cameras/${ids.get('door')}`);
    ({ villageId } = camera);
  }, 60_000);

  afterEach(async () => {
    for (const id of ['door', 'gate']) await untilGone(farm, id);
  });

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  const asked = async (
    name: string,
    query = QUERY,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Refusal> => {
    const answer = await LiveClient.try(service, ids.get(name) ?? name, query, headers);
    if (answer instanceof LiveClient) throw new Error('it was let in');
    return answer;
  };
  const cookieOf = ({ cookie }: Browser): Record<string, string> => ({ cookie, origin: service.url });
  const entries = async (): Promise<Entry[]> =>
    (await service.json<{ items: Entry[] }>('GET', '/api/v1/audit-entries?action=GET%20/cameras&limit=20'))
      .items;

  const SAY_WHY = 'reason: must say in 5 to 200 characters why it is looked at';
  it.each([
    ['no reason', 'door', 'codecs=h264', 400, 'invalid-request', SAY_WHY],
    ['a short one', 'door', 'reason=why', 400, 'invalid-request', SAY_WHY],
    ['a blank one', 'door', `reason=${'%20'.repeat(9)}`, 400, 'invalid-request', SAY_WHY],
    ['a long one', 'door', `reason=${'x'.repeat(201)}`, 400, 'invalid-request', SAY_WHY],
    [
      'another codec',
      'door',
      `${QUERY}&codecs=av1`,
      400,
      'invalid-request',
      'codecs: must be h264, h265 or h264,h265',
    ],
    ['another field', 'door', `${QUERY}&who=lin`, 400, 'invalid-request', 'who: is not a known field'],
    ['no such camera', NOBODY, QUERY, 404, 'no-such-camera', `There is no camera with the id ${NOBODY}.`],
    ['no id', 'x', QUERY, 400, 'invalid-request', 'must be an id'],
  ])('answers %s with problem details and no socket', async (_what, name, query, status, code, detail) => {
    expect(await asked(name, query)).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      problem: { code, detail },
    });
  });

  it('says what to do where nobody knows the stream yet', async () => {
    const { status, problem } = await asked('unnamed');
    expect([status, problem.code, problem.detail]).toEqual([
      409,
      'stream-unknown',
      `Nobody knows yet where the stream of this camera is; probe it first: POST /api/v1/cameras/${ids.get('unnamed')}/probe.`,
    ]);
  });

  it.each([
    ['planner', { role: 'planner' }, 403, 'This is for the roles admin, technician; your role is planner.'],
    ['auditor', { role: 'auditor' }, 403, 'This is for the roles admin, technician; your role is auditor.'],
  ])('is not for the role %s, and the attempt is kept', async (name, grant, status, detail) => {
    const person = await newPerson(service, name, grant);
    expect(await asked('door', QUERY, cookieOf(person))).toMatchObject({ status, problem: { detail } });
    expect((await entries())[0]).toMatchObject({
      action: 'GET /cameras/:id/live',
      status: 403,
      reason: REASON,
      by: { name },
    });
  });

  it('is not for villages, and not for technicians of another one, for whom the camera is not there', async () => {
    const other = await service.json<{ id: string }>('POST', '/api/v1/villages', {
      name: '外村',
      kind: 'village',
    });
    const village = await newPerson(service, 'shangpo', { role: 'village', villageIds: [villageId] });
    const stranger = await newPerson(service, 'waicun', { role: 'technician', villageIds: [other.id] });
    expect(await asked('door', QUERY, cookieOf(village))).toMatchObject({
      status: 403,
      problem: { detail: 'This is for the roles admin, technician; your role is village.' },
    });
    expect(await asked('door', QUERY, cookieOf(stranger))).toMatchObject({
      status: 404,
      problem: { code: 'no-such-camera', detail: `There is no camera with the id ${ids.get('door')}.` },
    });
  });

  it('wants a login, and a session only from a page of ours', async () => {
    const technician = await newPerson(service, 'chen', { role: 'technician' });
    const { cookie } = technician;
    expect(await asked('door', QUERY, {})).toMatchObject({ status: 401 });
    for (const headers of [{ cookie }, { cookie, origin: 'https://elsewhere.example' }] as const)
      expect(await asked('door', QUERY, headers)).toMatchObject({
        status: 403,
        problem: {
          code: 'foreign-origin',
          detail: expect.stringMatching(/^A write or a live view with a session/),
        },
      });
  });

  it('answers who asks without an upgrade, and upgrades nothing else', async () => {
    const plain = await service.request('GET', `/api/v1/cameras/${ids.get('door')}/live?${QUERY}`);
    expect(await plain.json()).toMatchObject({
      status: 400,
      code: 'websocket-wanted',
      detail: 'This is a WebSocket; open it with ws:// or wss://, or read /frame for one picture.',
    });
    const elsewhere = await service.request('GET', '/api/v1/villages');
    expect(elsewhere.status).toBe(200);
  });

  it('lets in as many as may, and the next when one has left', async () => {
    const viewers = [
      await LiveClient.open(service, ids.get('door')!),
      await LiveClient.open(service, ids.get('door')!),
    ];
    expect(await asked('door')).toMatchObject({
      status: 429,
      problem: {
        code: 'too-many-camera-viewers',
        detail: '2 watch this camera already, as many as may; ask again when one leaves.',
      },
    });
    viewers.push(await LiveClient.open(service, ids.get('gate')!));
    expect(await asked('gate')).toMatchObject({
      status: 429,
      problem: {
        code: 'too-many-all-viewers',
        detail: '3 live views are open, as many as may be; ask again when one ends.',
      },
    });
    await viewers.shift()!.leave();
    viewers.push(await LiveClient.open(service, ids.get('door')!));
    for (const viewer of viewers) await viewer.leave();
  }, 60_000);

  it('ends after its time, says so, and keeps who watched what, why and how long', async () => {
    const client = await LiveClient.open(service, ids.get('door')!);
    expect(await client.untilClosed()).toEqual({
      code: 4001,
      sentence: 'A live view ends after 5 s; open it again if you still need it.',
    });
    await untilGone(farm, 'door');
    const [end, begin] = await entries();
    const who = {
      subject: ids.get('door'),
      reason: REASON,
      by: { name: 'admin-token', address: '127.0.0.1' },
    };
    expect(begin).toMatchObject({ ...who, action: 'GET /cameras/:id/live', status: 101 });
    expect(end).toMatchObject({
      ...who,
      action: 'GET /cameras/:id/live ended after 5 s: time-limit',
      status: 200,
    });
  }, 60_000);

  it.each([
    [
      'logs out',
      4002,
      'You are not signed in any more; sign in and open the live view again.',
      (person: Browser) => person.send('DELETE', 'sessions/current'),
    ],
    [
      'is demoted',
      4003,
      'Your account may not watch this camera any more.',
      async (_person: Browser, userId: string) =>
        service.request('PATCH', `/api/v1/users/${userId}`, { role: 'planner' }),
    ],
  ])(
    'ends for who %s',
    async (what, code, sentence, act) => {
      const name = what.replace(' ', '-');
      const person = await newPerson(service, name, { role: 'technician' });
      const users = await service.json<{ items: { id: string; name: string }[] }>(
        'GET',
        '/api/v1/users?limit=100',
      );
      const client = await LiveClient.open(service, ids.get('door')!, QUERY, cookieOf(person));
      await act(person, users.items.find((user) => user.name === name)!.id);
      expect(await client.untilClosed()).toEqual({ code, sentence });
    },
    60_000,
  );

  it('ends when the camera is taken out of service, and begins for nobody then', async () => {
    const client = await LiveClient.open(service, ids.get('gate')!);
    await client.until(() => client.fragments > 0);
    await service.json('PATCH', `/api/v1/cameras/${ids.get('gate')}`, { lifecycle: 'under-repair' });
    expect(await client.untilClosed()).toEqual({
      code: 4004,
      sentence: 'The camera is not in service any more.',
    });
    expect(await asked('gate')).toMatchObject({
      status: 409,
      problem: {
        code: 'not-in-service',
        detail: 'Only a camera in service can be watched; change its lifecycle first.',
      },
    });
  }, 60_000);

  it('ends with the service, and gives the camera its session back', async () => {
    const client = await LiveClient.open(service, ids.get('door')!);
    await client.until(() => client.fragments > 0);
    await service.close();
    expect(await client.untilClosed()).toEqual({
      code: 4007,
      sentence: 'The service stops; open the live view again in a minute.',
    });
  }, 60_000);

  it('has cost the camera no refused login and no second session', () => {
    expect(farm.stats('door')).toMatchObject({ rejectedLogins: 0, maxConcurrentRtspSessions: 1 });
  });
});
