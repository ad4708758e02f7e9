import type { Receiver } from '../../../test/receivers/receiver.js';
import type { FarmProcess } from '../../demo/farm-process.js';
import type { Findings } from '../findings.js';
import { hire, Person } from '../person.js';
import type { Rehearsal } from '../rehearsal.js';
import { DARK, FARM, instantOf, LOOK_MS, UNITS } from './plan.js';

export const SECRET = 'a secret that signs webhooks';
const LOCAL_ZONE = '00000000-0000-7000-8000-000000000001';
const FARM_TIME_EVERY_MS = 600_000;

const PEOPLE = ['admin', 'chief', 'technician', 'auditor', 'lin', 'zhao'] as const;

interface Entry {
  readonly id: string;
}

export interface Parts {
  readonly farm: FarmProcess;
  readonly rehearsal: Rehearsal;
  readonly receiver: Receiver;
  readonly token: string;
  readonly findings: Findings;
}

/** Two villages, who works for them and for the town, a street full of new cameras, and one webhook that hears of all. */
export class AwardsTown {
  readonly findings: Findings;
  /** Another after each sleep. */
  url = '';
  /** Two of the town may approve; each is the other's second pair of eyes. */
  admin!: Person;
  chief!: Person;
  technician!: Person;
  auditor!: Person;
  /** 上坡村, which was awarded, and its neighbour 后蔡村. */
  lin!: Person;
  zhao!: Person;
  village = '';
  neighbour = '';
  credentialId = '';

  constructor(private readonly parts: Parts) {
    this.findings = parts.findings;
  }

  async open(): Promise<void> {
    const { farm, rehearsal, token } = this.parts;
    for (let number = 1; number <= UNITS; number += 1) {
      const faults = DARK.some((dark) => dark === number) ? ['rtsp-404'] : [];
      farm.tell({ do: 'change', id: `cam-${number}`, patch: { faults, onvifAuth: 'digest-md5' } });
    }
    farm.tell({ do: 'time', at: rehearsal.now });
    rehearsal.onStep = (now) => {
      if (now % FARM_TIME_EVERY_MS === 0) farm.tell({ do: 'time', at: now });
    };
    this.url = await rehearsal.start();
    this.admin = new Person(this.url, token);
    await this.register();
    await this.letIn();
  }

  /** Until then nobody looks: the service is stopped. Then it runs for as long as every camera needs to be seen. */
  async wake(day: number, hour: number): Promise<void> {
    const { farm, rehearsal } = this.parts;
    this.url = await rehearsal.sleepUntil(instantOf(day, hour));
    farm.tell({ do: 'time', at: rehearsal.now });
    for (const who of PEOPLE) this[who] = this[who].at(this.url);
    await this.pass(LOOK_MS);
  }

  /** Whatever was to happen until then has happened. */
  async pass(ms: number): Promise<void> {
    const { rehearsal } = this.parts;
    await rehearsal.passUntil(rehearsal.now + ms);
  }

  /** What the webhook was told of a purchase, in the order in which it was. */
  told(purchaseId: string): readonly string[] {
    return this.parts.receiver.received
      .flatMap(({ body }) => (JSON.parse(body) as { entries: Notice[] }).entries)
      .filter(({ thread }) => thread === `purchase:${purchaseId}`)
      .map(({ kind, title }) => `${kind} ${title}`);
  }

  async enter(noun: string, body: object): Promise<string> {
    return (await this.admin.json<Entry>('POST', noun, body)).id;
  }

  private async register(): Promise<void> {
    this.village = await this.enter('villages', made('上坡村'));
    this.neighbour = await this.enter('villages', made('后蔡村'));
    this.credentialId = await this.enter('credentials', { name: 'monitor', ...FARM.login });
    await this.admin.json('PATCH', `zones/${LOCAL_ZONE}`, { allowedNetworks: [FARM.network] });
    const target = { kind: 'webhook', url: this.parts.receiver.url('/'), secret: SECRET };
    await this.enter('channels', { name: '值班', target });
  }

  private async letIn(): Promise<void> {
    const person = (name: string, role: string, villageIds?: string[]) =>
      hire(this.url, this.admin, { name, role, ...(villageIds && { villageIds }) });
    this.chief = await person('chief', 'admin');
    this.technician = await person('wang', 'technician');
    this.auditor = await person('chen', 'auditor');
    this.lin = await person('lin', 'village', [this.village]);
    this.zhao = await person('zhao', 'village', [this.neighbour]);
  }
}

interface Notice {
  readonly thread: string;
  readonly kind: string;
  readonly title: string;
}

const made = (name: string) => ({ name, kind: 'village', isDemonstration: true });
