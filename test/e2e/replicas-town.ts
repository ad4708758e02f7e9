import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { type Postgres, startPostgres } from '../postgres.js';
import { BoardPage } from './board-page.js';
import { BuiltService, until } from './built-service.js';
import { CutWire } from './cut-wire.js';
import { FaultsChain } from './faults-chain.js';
import { QUICK } from './faults-town.js';
import { NOTIFY_SETTINGS } from './notify-town.js';
import { TOKEN } from './service.js';

const SECRET_KEY = '5e'.repeat(32);
const ADMIN = { authorization: `Bearer ${TOKEN}` };

interface Replica {
  service: BuiltService;
  readonly wire: CutWire;
  readonly settings: Readonly<Record<string, string>>;
}

/** Replicas of `control`, each with a wire of its own to the one database, a prober, and a webhook that is told. */
export class ReplicasTown {
  private readonly replicas: Replica[] = [];
  private readonly proberDir = mkdtempSync(join(tmpdir(), 'shouwang-prober-'));
  private prober: BuiltService | undefined;

  private constructor(
    readonly chain: FaultsChain,
    private readonly server: Postgres,
    readonly databaseUrl: string,
  ) {}

  static async build(net: number, names: readonly string[], count: number): Promise<ReplicasTown> {
    const server = await startPostgres();
    const town = new ReplicasTown(await FaultsChain.build(net, names), server, await server.newDatabase());
    for (let index = 0; index < count; index += 1) await town.add();
    const prober = { ROLE: 'prober', PROBER_ZONES: LOCAL_ZONE_ID, SECRET_KEY, QUEUE_URL: town.databaseUrl };
    town.prober = await BuiltService.start(town.proberDir, prober);
    return town;
  }

  get services(): readonly BuiltService[] {
    return this.replicas.map(({ service }) => service);
  }

  /** Calls of the town's own go through this one. */
  through(service: BuiltService): void {
    this.chain.town.service = service;
  }

  async startAgain(index: number): Promise<BuiltService> {
    const replica = this.replicas[index]!;
    replica.service = await BuiltService.start(this.chain.town.dataDir, replica.settings);
    return replica.service;
  }

  /** Those that run and say that they are on duty. */
  async onDuty(): Promise<readonly number[]> {
    const said = await Promise.all(
      // One that ends, or gives its port on from standing by to being on duty, may not answer.
      this.services.map(async (service) => (await dutyOf(service).catch(() => null)) === 'here'),
    );
    return said.flatMap((isHere, index) => (isHere ? [index] : []));
  }

  /** Waits until another than this one is on duty and answers; which, and after how many milliseconds. */
  async takenFrom(former: number): Promise<{ index: number; tookMs: number }> {
    const begun = performance.now();
    let index: number | undefined;
    await until(async () => {
      index = (await this.onDuty()).find((one) => one !== former);
      return index !== undefined && (await this.services[index]!.request('/health/ready')).ok;
    });
    return { index: index!, tookMs: performance.now() - begun };
  }

  async cut(...which: readonly number[]): Promise<void> {
    for (const index of which) await this.replicas[index]!.wire.cut();
  }

  async mend(...which: readonly number[]): Promise<void> {
    for (const index of which) await this.replicas[index]!.wire.mend();
  }

  async ask<T>(statement: string): Promise<readonly T[]> {
    const client = new Client(this.databaseUrl);
    await client.connect();
    try {
      return (await client.query(statement)).rows as T[];
    } finally {
      await client.end();
    }
  }

  /** The days that are counted, and when they were. */
  async daysRolled(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.ask<{ day: string; at: string }>(
      'SELECT day, rolled_at::text AS at FROM uptime_rolled_days',
    );
    return new Map(rows.map(({ day, at }) => [day, at]));
  }

  listen(service: BuiltService): Promise<BoardPage> {
    return BoardPage.open(service, ADMIN);
  }

  async close(): Promise<void> {
    for (const { service } of this.replicas) await service.kill();
    await this.prober?.kill();
    await this.chain.close();
    for (const { wire } of this.replicas) await wire.cut().catch(() => undefined);
    await this.server.stop();
    rmSync(this.proberDir, { recursive: true, force: true });
  }

  private async add(): Promise<void> {
    const { hostname, port } = new URL(this.databaseUrl);
    const wire = await CutWire.to(hostname, Number(port || 5_432));
    const through = { hostname: '127.0.0.1', port: String(wire.port) };
    const settings = {
      ...QUICK,
      ...NOTIFY_SETTINGS,
      ROLE: 'control',
      SECRET_KEY,
      QUEUE_URL: this.databaseUrl,
      DATABASE_URL: Object.assign(new URL(this.databaseUrl), through).href,
      DISPATCH_TELL_MARGIN_S: '1',
      DISPATCH_ORDER_AFTER_HOURS: '0',
      DISPATCH_CONFIRM_LIVE_S: '1',
    };
    this.replicas.push({
      wire,
      settings,
      service: await BuiltService.start(this.chain.town.dataDir, settings),
    });
  }
}

export async function dutyOf(service: BuiltService): Promise<string> {
  return ((await (await service.request('/health/live')).json()) as { duty: string }).duty;
}
