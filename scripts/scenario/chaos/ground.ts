import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zoneKeyOf } from '../../../src/platform/key/zone-key.js';
import { BuiltService } from '../../../test/e2e/built-service.js';
import { CutWire } from '../../../test/e2e/cut-wire.js';
import { TOKEN } from '../../../test/e2e/service.js';
import { freePort } from '../../free-port.mjs';
import { fakeTimeLibrary } from '../../../test/needs.js';
import { type FragilePostgres, startFragilePostgres } from '../../../test/postgres.js';
import { type RedisServer, startRedis } from '../../../test/redis.js';
import type { FarmProcess } from '../../demo/farm-process.js';
import { Person } from '../person.js';
import { Begun } from './begun.js';
import { MEMBERS, type Zone } from './cast.js';
import { settingsOf } from './plan.js';
import { Side } from './side.js';

const SECRET_KEY = '5e'.repeat(32);

type ProberName = 'A1' | 'A2' | 'B1';

/**
 * Two services that see the same: one in parts, with a queue, a database and wires that things happen to; and its twin, one
 * process that nothing happens to.
 */
export class Ground {
  readonly folder = mkdtempSync(join(tmpdir(), 'shouwang-chaos-'));
  readonly probers = new Map<ProberName, Begun>();
  redis!: RedisServer;
  postgres!: FragilePostgres;
  wire!: CutWire;
  control!: Begun;
  disturbed!: Side;
  twin!: Side;
  readonly processes: Begun[] = [];

  private readonly settings: Readonly<Record<string, string>>;

  constructor(
    private readonly farm: FarmProcess,
    hasTrueTimes: boolean,
  ) {
    this.settings = settingsOf(hasTrueTimes);
  }

  async open(): Promise<void> {
    [this.redis, this.postgres] = await Promise.all([startRedis(this.folder), startFragilePostgres()]);
    this.wire = await CutWire.to('127.0.0.1', Number(new URL(this.redis.url).port));
    const url = await this.postgres.newDatabase();
    const role = { ROLE: 'control', SECRET_KEY, QUEUE_URL: this.redis.url, DATABASE_URL: url };
    [this.control, this.disturbed] = await this.service('control', role, 0);
    [, this.twin] = await this.service('twin', {}, MEMBERS.length);
    for (const side of [this.disturbed, this.twin]) await side.register();
    this.setClock(0);
    await this.addProber('A1', 'A', { queueUrl: this.redis.url });
    await this.addProber('A2', 'A', { queueUrl: this.redis.url, env: this.underClock() });
    await this.addProber('B1', 'B', { queueUrl: `redis://127.0.0.1:${this.wire.port}` });
  }

  get sides(): readonly Side[] {
    return [this.disturbed, this.twin];
  }

  prober(name: ProberName): Begun {
    return this.probers.get(name)!;
  }

  /** Of the prober A2; what it does goes on as before, it is the clock on its wall that somebody sets. */
  setClock(aheadS: number): void {
    writeFileSync(this.clockFile(), `+${aheadS}\n`);
  }

  async close(): Promise<void> {
    await this.abandon();
    await this.postgres?.stop();
    await this.wire?.cut();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What must not outlive us is told to end before anything is waited for. */
  async abandon(): Promise<void> {
    await Promise.all([...this.processes.map((begun) => begun.kill()), this.redis?.kill()]);
  }

  private async service(
    name: string,
    settings: Readonly<Record<string, string>>,
    first: number,
  ): Promise<[Begun, Side]> {
    const port = await freePort();
    const begun = new Begun(name, () =>
      BuiltService.start(join(this.folder, name), { ...this.settings, HTTP_PORT: String(port), ...settings }),
    );
    this.processes.push(begun);
    await begun.start();
    return [begun, new Side(name, new Person(`http://127.0.0.1:${port}`, TOKEN), this.farm, first)];
  }

  private async addProber(
    name: ProberName,
    zone: Zone,
    { queueUrl, env = {} }: { readonly queueUrl: string; readonly env?: Readonly<Record<string, string>> },
  ): Promise<void> {
    const zoneId = this.disturbed.zoneIds.get(zone)!;
    const key = zoneKeyOf(Buffer.from(SECRET_KEY, 'hex'), zoneId).toString('hex');
    const own = { ROLE: 'prober', PROBER_NAME: name, PROBER_ZONES: zoneId, PROBER_ZONE_KEY: key };
    const settings = { ...this.settings, ...own, QUEUE_URL: queueUrl };
    const begun = new Begun(name, () => BuiltService.start(join(this.folder, name), settings, { env }));
    this.probers.set(name, begun);
    this.processes.push(begun);
    await begun.start();
  }

  private underClock(): Record<string, string> {
    const library = fakeTimeLibrary();
    if (library === null) throw new Error('faketime is missing: apt-get install -y faketime');
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.clockFile(),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    };
  }

  private clockFile(): string {
    return join(this.folder, 'clock');
  }
}
