import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zoneKeyOf } from '../../src/platform/key/zone-key.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { describeWith, type Need } from '../needs.js';
import { startPostgres } from '../postgres.js';
import { startRedis } from '../redis.js';
import { BuiltService, until } from './built-service.js';
import { FaultsTown } from './faults-town.js';
import { TOKEN } from './service.js';

/** A prober that dies is missed soon. */
const SHORT = {
  PROBING_ONVIF_CALL_TIMEOUT_MS: '2000',
  PROBING_RTSP_ANSWER_TIMEOUT_MS: '1000',
  PROBING_FIRST_PACKET_TIMEOUT_MS: '1000',
  PROBING_KEY_PICTURE_TIMEOUT_MS: '3000',
};
const SECRET_KEY = '5e'.repeat(32);
const ZONE_KEY = zoneKeyOf(Buffer.from(SECRET_KEY, 'hex'), LOCAL_ZONE_ID).toString('hex');

/** What stands between the processes, and where the register is kept. */
interface Ground {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<unknown>;
}

async function redisAndSqlite(): Promise<Ground> {
  const server = await startRedis();
  return { settings: { QUEUE_URL: server.url }, close: () => server.kill() };
}

async function postgresAlone(): Promise<Ground> {
  const server = await startPostgres();
  const url = await server.newDatabase();
  return { settings: { QUEUE_URL: url, DATABASE_URL: url }, close: () => server.stop() };
}

const GROUNDS: readonly { name: string; net: number; needs: readonly Need[]; open: () => Promise<Ground> }[] =
  [
    { name: 'over Redis', net: 91, needs: ['redis'], open: redisAndSqlite },
    {
      name: 'over PostgreSQL, which keeps the register, too',
      net: 92,
      needs: ['postgres'],
      open: postgresAlone,
    },
  ];

describe.each(GROUNDS)('a service in two roles, $name', ({ name, net, needs, open }) => {
  describeWith(needs, name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'shouwang-probers-'));
    const probers: BuiltService[] = [];
    let ground: Ground;
    let town: FaultsTown;
    /** The wrong login of the camera that refuses it. */
    let credentialId: string;

    beforeAll(async () => {
      ground = await open();
      town = await FaultsTown.build(net, ['gate', 'pole', 'refusing']);
      await town.start({
        ROLE: 'control',
        SECRET_KEY,
        UPTIME_BLIND_ZONE_MIN_CAMERAS: '3',
        ...SHORT,
        ...ground.settings,
      });
    }, 90_000);

    afterAll(async () => {
      for (const prober of probers) await prober.kill();
      await town?.close();
      await ground?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Each has a folder of its own; one that comes back has the one that it had. */
    async function startProber(name: string): Promise<void> {
      const zone = { PROBER_ZONES: LOCAL_ZONE_ID, PROBER_ZONE_KEY: ZONE_KEY };
      const queue = { QUEUE_URL: ground.settings['QUEUE_URL']! };
      const prober = await BuiltService.start(join(folder, name), {
        ROLE: 'prober',
        ...zone,
        ...SHORT,
        ...queue,
      });
      probers.push(prober);
    }

    async function patch(path: string, body: object): Promise<void> {
      const changed = await fetch(`${town.service.url}/api/v1/${path}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(changed.status).toBe(200);
    }

    async function probed(cameraId: string): Promise<{ code?: string }> {
      const answer = await town.service.request(`/api/v1/cameras/${cameraId}/probe`, {});
      return (await answer.json()) as { code?: string };
    }

    const enterPassword = (password: string) => patch(`credentials/${credentialId}`, { password });

    async function idOf(cameraName: string): Promise<string> {
      const { items } = await town.service.json<{ items: { cameraId: string; name: string }[] }>(
        'camera-states',
      );
      return items.find((item) => item.name === cameraName)!.cameraId;
    }

    it('has every camera seen by a prober that has no database', async () => {
      await startProber('one');
      await town.register();
      expect(await town.states()).toEqual({ gate: 'online', pole: 'online', refusing: 'online' });
    }, 60_000);

    it('shows the picture that the prober saw, and what it found of the device', async () => {
      const id = await idOf('gate');
      const frame = await town.service.request(`/api/v1/cameras/${id}/frame?reason=a+test+of+roles`);
      expect(frame.headers.get('content-type')).toBe('image/jpeg');
      expect((await frame.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
      await until(async () => {
        const camera = await town.service.json<{ observed: { model: string | null } }>(`cameras/${id}`);
        return camera.observed.model === 'IPC-HFW1230S';
      });
    }, 30_000);

    it('brings each rung to who waits for a probe as it is climbed', async () => {
      const id = await idOf('gate');
      const response = await fetch(`${town.service.url}/api/v1/cameras/${id}/probe`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' },
      });
      const told = await response.text();
      const events = [...told.matchAll(/^event: (\w+)/gm)].map(([, event]) => event);
      expect(events.at(-1)).toBe('verdict');
      expect(events.filter((event) => event === 'rung').length).toBeGreaterThanOrEqual(6);
      expect(told).toContain('"outcome":"live"');
    }, 30_000);

    it('finds a camera that fell, and one that is mended', async () => {
      await town.fell('pole');
      await town.settled({ gate: 'online', pole: 'offline' });
      await town.mended('pole');
      await town.settled({ gate: 'online', pole: 'online' });
      expect(await town.outageOf('pole', ({ closedAt }) => closedAt !== null)).toMatchObject({
        cameraName: 'pole',
      });
    }, 60_000);

    it('is without sight, and blames no camera, while nobody looks after the zone; and sees again', async () => {
      const outages = (await town.outages()).length;
      await probers.pop()!.kill();
      await town.settled({ gate: 'unknown', pole: 'unknown', refusing: 'unknown' });
      await until(async () => {
        const { items } = await town.service.json<{
          items: { suspectedCause: { kind: string }; closedAt: string | null }[];
        }>('incidents');
        return (
          items.filter(
            ({ suspectedCause, closedAt }) => suspectedCause.kind === 'prober' && closedAt === null,
          ).length === 1
        );
      });
      const probe = await town.service.request(`/api/v1/cameras/${await idOf('gate')}/probe`, {});
      expect([probe.status, await probe.json()]).toMatchObject([503, { code: 'nobody-looked' }]);
      await startProber('one');
      await town.settled({ gate: 'online', pole: 'online', refusing: 'online' });
      expect((await town.outages()).length).toBe(outages);
    }, 90_000);

    it('never has a refused login sent twice, by however many probers', async () => {
      await startProber('other');
      const login = { name: 'wrong', username: 'monitor', password: 'wrong' };
      credentialId = (await town.service.json<{ id: string }>('credentials', login)).id;
      const cameraId = await idOf('refusing');
      const before = town.farm.stats('refusing').rejectedLogins;
      await patch(`cameras/${cameraId}`, { credentialId });
      await town.settled({ refusing: 'offline' });
      for (let time = 0; time < 3; time += 1)
        expect(await probed(cameraId)).toMatchObject({ verdict: { fault: { code: 'login-rejected' } } });
      expect(town.farm.stats('refusing').rejectedLogins - before).toBe(1);
    }, 60_000);

    it('keeps a login back that may have died with its prober, and sends the next one at once', async () => {
      const rejected = () => town.farm.stats('refusing').rejectedLogins;
      const cameraId = await idOf('refusing');
      await town.farm.change('refusing', { faults: ['late-refusal'] });
      const before = rejected();
      await enterPassword('wrong, too');
      await until(async () => rejected() > before);
      await Promise.all(probers.splice(0).map((prober) => prober.kill()));
      await startProber('one');
      await town.settled({ gate: 'online', pole: 'online' });
      await until(async () => (await probed(cameraId)).code === 'login-kept-back');
      // By then the camera would have been looked at again, too.
      const seen = town.farm.stats('gate').rtspSessions;
      await until(async () => town.farm.stats('gate').rtspSessions >= seen + 3);
      expect(rejected() - before).toBe(1);
      await enterPassword('right');
      await town.settled({ refusing: 'online' });
      expect(rejected() - before).toBe(1);
    }, 120_000);

    it('says no password in what its processes write', () => {
      for (const { log } of [town.service, ...probers]) expect(JSON.stringify(log)).not.toContain(':"right"');
    });
  });
});
