import { listAll } from '../../demo/api-client.js';
import type { FarmProcess } from '../../demo/farm-process.js';
import { CROWD_LOGIN } from '../../../test/farm/index.js';
import type { Person } from '../person.js';
import type { Change } from './compare.js';
import { MEMBERS, REFUSING, villageOf, type Zone, ZONES } from './cast.js';

interface Entry {
  readonly id: string;
}

export interface Outage {
  readonly id: string;
  readonly cameraName: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
}

interface Incident {
  readonly id: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly suspectedCause: { readonly kind: string; readonly key: string };
}

interface State {
  readonly name: string;
  readonly state: string;
}

interface Timeline {
  readonly before: { readonly to: string } | null;
  readonly items: readonly {
    readonly at: string;
    readonly kind: string;
    readonly to: string;
    readonly fault: { readonly code: string } | null;
  }[];
}

interface Ratio {
  readonly name: string;
  readonly uptimeRatio: number | null;
}

/** One service and the cameras that it alone looks at: of the same make as those of the other side, and just as many. */
export class Side {
  readonly zoneIds = new Map<Zone, string>();
  private readonly ids = new Map<string, string>();
  private refusedId = '';
  private passwords = 0;

  constructor(
    readonly name: string,
    private readonly admin: Person,
    private readonly farm: FarmProcess,
    /** Of the farm's cameras, the first one of this side. */
    private readonly first: number,
  ) {}

  async register(): Promise<void> {
    const enter = async (noun: string, body: object): Promise<string> =>
      (await this.admin.json<Entry>('POST', noun, body)).id;
    const credentialId = await enter('credentials', { name: 'monitor', ...CROWD_LOGIN });
    this.refusedId = await enter('credentials', { name: 'wrong', username: 'monitor', password: 'wrong' });
    const villages = new Map<Zone, string>();
    for (const zone of ZONES) {
      this.zoneIds.set(zone, await enter('zones', { name: zone }));
      villages.set(zone, await enter('villages', { name: villageOf(zone), kind: 'village' }));
    }
    const { onvif: port } = this.farm.ready['ports'] as { onvif: number };
    for (const { name, zone, place } of MEMBERS) {
      const network = { host: `127.60.1.${this.first + place + 1}`, onvif: { port } };
      const isRefusing = name === REFUSING[zone];
      const groups = { villageId: villages.get(zone), zoneId: this.zoneIds.get(zone) };
      const login = isRefusing ? this.refusedId : credentialId;
      this.ids.set(name, await enter('cameras', { name, network, ...groups, credentialId: login }));
    }
  }

  idOf(name: string): string {
    return this.ids.get(name)!;
  }

  fell(name: string): Promise<void> {
    return this.farm.change(this.farmId(name), { faults: ['refuse'] });
  }

  mended(name: string): Promise<void> {
    return this.farm.change(this.farmId(name), { faults: [] });
  }

  /** Another one, which is as wrong: each camera that has it may be asked once more. */
  async enterWrongPassword(): Promise<void> {
    this.passwords += 1;
    await this.admin.json('PATCH', `credentials/${this.refusedId}`, { password: `wrong ${this.passwords}` });
  }

  async refusedLogins(name: string): Promise<number> {
    return (await this.farm.stats(this.farmId(name))).rejectedLogins;
  }

  /** Of the camera that had most of them. */
  async sessionsAtOnce(): Promise<number> {
    const all = await Promise.all(MEMBERS.map(({ name }) => this.farm.stats(this.farmId(name))));
    return Math.max(...all.map(({ maxConcurrentRtspSessions }) => maxConcurrentRtspSessions));
  }

  async states(): Promise<Readonly<Record<string, string>>> {
    const states = await listAll<State>(this.admin, 'camera-states');
    return Object.fromEntries(states.map(({ name, state }) => [name, state]));
  }

  outages(): Promise<Outage[]> {
    return listAll<Outage>(this.admin, 'outages');
  }

  incidents(): Promise<Incident[]> {
    return listAll<Incident>(this.admin, 'incidents');
  }

  async changes(name: string, fromMs: number): Promise<readonly Change[]> {
    const from = encodeURIComponent(new Date(fromMs).toISOString());
    const path = `cameras/${this.idOf(name)}/timeline?limit=10000&from=${from}`;
    const { before, items } = await this.admin.get<Timeline>(path);
    const states = items.filter(({ kind }) => kind === 'state');
    return [
      { atMs: fromMs, state: before?.to ?? 'unknown' },
      ...states.map(({ at, to, fault }) => ({ atMs: Date.parse(at), state: to, fault: fault?.code })),
    ];
  }

  async ratios(): Promise<Readonly<Record<string, number | null>>> {
    const { groups } = await this.admin.get<{ groups: Ratio[] }>('uptime?by=village&window=24h');
    return Object.fromEntries(groups.map(({ name, uptimeRatio }) => [name, uptimeRatio]));
  }

  private farmId(name: string): string {
    return `cam-${this.first + MEMBERS.find((member) => member.name === name)!.place + 1}`;
  }
}
