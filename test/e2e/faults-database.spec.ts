import { Client } from 'pg';
import { describeWith } from '../needs.js';
import { type Postgres, startPostgres } from '../postgres.js';
import { until } from './built-service.js';
import { CutWire } from './cut-wire.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';

const NO_VERDICT = 'the database does not answer, so a probe came to no verdict; the camera keeps its state';

describeWith('postgres', 'the service, whose database is taken away', () => {
  let town: FaultsTown;
  let server: Postgres;
  let database: string;
  let wire: CutWire;

  beforeAll(async () => {
    server = await startPostgres();
    database = await server.newDatabase();
    wire = await CutWire.to(new URL(database).hostname, Number(new URL(database).port || 5_432));
    town = await FaultsTown.build(80, ['lives', 'falls', 'flickers']);
    const through = Object.assign(new URL(database), { hostname: '127.0.0.1', port: String(wire.port) }).href;
    await town.start({ DATABASE_URL: through });
    await town.register();
  }, 90_000);

  afterAll(async () => {
    await town?.close();
    await wire?.cut();
    await server?.stop();
  }, 30_000);

  it('goes on after every connection was ended by the server, and blames no camera', async () => {
    for (let times = 0; times < 5; times += 1) {
      expect(await endConnections()).toBeGreaterThan(0);
      await until(async () => (await town.service.request('/health/ready')).ok);
    }
    await town.settled({ lives: 'online', falls: 'online', flickers: 'online' });
    expect(town.service.isRunning).toBe(true);
    expect(await town.outages()).toEqual([]);
    expect(await town.transitionsOf('lives')).toHaveLength(1);
  }, 60_000);

  it('keeps in memory what it sees meanwhile, says that it cannot write, and writes it afterwards', async () => {
    expect(await cameras('online')).toBe(3);
    await wire.cut();
    const cutAt = Date.now();
    await town.fell('falls');
    await until(async () => (await cameras('offline')) === 1);
    await until(async () => !(await town.service.request('/health/ready')).ok);
    await until(async () => (await town.metrics()).includes('\nshouwang_database_writable 0'));
    for (const body of [undefined, { name: '新村', kind: 'village' }]) {
      const answer = await town.service.request('/api/v1/villages', body);
      expect([answer.status, await answer.json()]).toMatchObject([
        503,
        {
          code: 'database-unavailable',
          detail: expect.stringContaining('ask again when /health/ready says'),
        },
      ]);
    }
    await until(async () => town.service.log.some(({ msg }) => msg === NO_VERDICT));
    const mendedAt = Date.now();
    await wire.mend();

    const outage = await town.outageOf('falls');
    expect(Date.parse(outage.openedAt)).toBeGreaterThan(cutAt);
    expect(Date.parse(outage.openedAt)).toBeLessThan(mendedAt);
    await until(async () => (await town.service.request('/health/ready')).ok);
    await until(async () => (await town.metrics()).includes('\nshouwang_database_writable 1'));
    expect((await town.outages()).map(({ cameraName }) => cameraName)).toEqual(['falls']);
    expect(await town.transitionsOf('lives')).toHaveLength(1);
    expect(town.service.log.filter(({ msg }) => msg?.includes('bug of ours'))).toEqual([]);
  }, 90_000);

  it('sees within two intervals what changes after that', async () => {
    await town.mended('falls');
    await town.fell('flickers');
    expect(await town.settled({ falls: 'online', flickers: 'offline' })).toBeLessThan(TWO_INTERVALS_MS);
    await town.outageOf('falls', ({ closedAt }) => closedAt !== null);
  }, 60_000);

  async function endConnections(): Promise<number> {
    const client = new Client(database);
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shouwang' " +
        'AND datname = current_database()',
    );
    await client.end();
    return rowCount ?? 0;
  }

  async function cameras(state: string): Promise<number> {
    const text = await town.metrics();
    const lines = text.matchAll(new RegExp(`^shouwang_cameras\\{.*state="${state}"\\} (\\d+)`, 'gm'));
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
  }
});
