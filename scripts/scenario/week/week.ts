import type { Town } from '../../../test/farm/index.js';
import { apiClient, listAll } from '../../demo/api-client.js';
import type { FarmProcess } from '../../demo/farm-process.js';
import { registerTown } from '../../demo/register-town.js';
import { hire, Person } from '../person.js';
import { castOf } from './cast.js';
import {
  DEEDS,
  FALLS,
  type Hour,
  HOUR_MS,
  MAINTENANCE,
  MONDAY,
  PROBER_RESTART,
  SWITCH,
  WEEK_H,
} from './plan.js';
import type { Receiver } from './receiver.js';
import type { Rehearsal } from '../rehearsal.js';

const WEBHOOK_SECRET = 'a secret that signs webhooks';
/** What the town's cameras lose for the week: nothing is wrong with any of them but what the plan says. */
const SOUND = { faults: [], picture: 'moving', onvifAuth: 'digest-md5', clockOffsetS: 0, sessionCap: 4 };
const FARM_TIME_EVERY_MS = 600_000;

interface Act {
  readonly at: Hour;
  readonly what: string;
  readonly run: () => Promise<void> | void;
}

interface Entry {
  readonly id: string;
}

/** Plays the plan: what befalls the cameras, what people do, and when. */
export class Week {
  /** Who of the farm is which camera of the register, and the other way round. */
  readonly farmIdOf = new Map<string, string>();
  private readonly idOf = new Map<string, string>();
  readonly cast: ReadonlyMap<string, readonly string[]>;
  /** What a technician saw of the order that was mended on paper. */
  paper: object = {};
  private admin!: Person;
  private technician!: Person;

  constructor(
    private readonly town: Town,
    private readonly parts: {
      readonly farm: FarmProcess;
      readonly rehearsal: Rehearsal;
      readonly receiver: Receiver;
      readonly token: string;
      readonly say: (line: string) => void;
    },
  ) {
    this.cast = castOf(town);
  }

  async play(): Promise<Person> {
    await this.begin();
    const acts = this.acts().toSorted((a, b) => a.at - b.at);
    for (const { at, what, run } of acts) {
      await this.parts.rehearsal.passUntil(instantOf(at));
      this.parts.say(`${nameOf(at)} ${what}`);
      await run();
    }
    await this.parts.rehearsal.passUntil(instantOf(WEEK_H));
    return this.admin;
  }

  /** The day before: the register, the people, the channel; and every camera is seen once. */
  private async begin(): Promise<void> {
    const { farm, rehearsal, receiver, token, say } = this.parts;
    for (const { camera } of this.town.cameras) farm.tell({ do: 'change', id: camera.id, patch: SOUND });
    farm.tell({ do: 'time', at: rehearsal.now });
    rehearsal.onStep = (now) => {
      if (now % FARM_TIME_EVERY_MS === 0) farm.tell({ do: 'time', at: now });
    };
    const url = await rehearsal.start();
    this.admin = new Person(url, token);
    this.technician = await hire(url, this.admin, { name: 'wang', role: 'technician' });
    say(`registering ${this.town.cameras.length} cameras (demonstration data)`);
    const registered = await registerTown(apiClient(url, token), this.town, () => {});
    for (const [id, farmId] of registered) {
      this.farmIdOf.set(id, farmId);
      this.idOf.set(farmId, id);
    }
    for (const id of this.membersOf('switch'))
      await this.admin.json('PATCH', `cameras/${id}`, { register: { uplink: SWITCH.name } });
    const target = { kind: 'webhook', url: await receiver.open(), secret: WEBHOOK_SECRET };
    await this.admin.json('POST', 'channels', { name: 'receiver', target });
  }

  private acts(): Act[] {
    const falls = FALLS.flatMap(({ who, from, to }) => [
      { at: from, what: `${who}: dark`, run: () => this.change(who, { faults: ['refuse'] }) },
      { at: to, what: `${who}: light`, run: () => this.change(who, { faults: [] }) },
    ]);
    const deed = (at: Hour, what: string, run: Act['run']): Act => ({ at, what, run });
    return [
      ...falls,
      deed(MAINTENANCE.from - 1, 'a maintenance window is entered', () => this.enterWindow()),
      deed(PROBER_RESTART.from, 'the service is stopped', () => this.parts.rehearsal.stop()),
      deed(PROBER_RESTART.to, 'the service is started', () => this.startAgain()),
      deed(DEEDS.technicianTakesSingle, 'wang takes the order of the single camera', () =>
        this.work('single', ['assign', 'accept', 'arrive']),
      ),
      deed(DEEDS.singleMended, 'wang mends it', () => this.mend('single', 'cable')),
      deed(DEEDS.flappingAcknowledged, 'wang has seen the flapping camera', () =>
        this.acknowledge('flapping'),
      ),
      deed(DEEDS.orderByHand, 'an order is opened by hand', () => this.openByHand('on paper')),
      deed(DEEDS.mendedOnPaper, 'it is mended, on paper', () => this.mend('on paper', 'power')),
      deed(DEEDS.paperLookedAt, 'somebody looks at that order', async () => {
        const { state, mendedButDown } = await this.orderOf('on paper');
        this.paper = { state, mendedButDown };
      }),
    ];
  }

  private async startAgain(): Promise<void> {
    const url = await this.parts.rehearsal.start();
    this.admin = this.admin.at(url);
    this.technician = this.technician.at(url);
  }

  private async enterWindow(): Promise<void> {
    const [id] = this.membersOf('maintained');
    const { villageId } = await this.admin.get<{ villageId: string }>(`cameras/${id}`);
    const [startsAt, endsAt] = [MAINTENANCE.from, MAINTENANCE.to].map((hour) =>
      new Date(instantOf(hour)).toISOString(),
    );
    const schedule = { kind: 'once', startsAt, endsAt };
    const scope = { kind: 'village', id: villageId };
    await this.technician.json('POST', 'maintenance-windows', { name: '更换交换机', schedule, scope });
  }

  private async acknowledge(who: string): Promise<void> {
    const [id] = this.membersOf(who);
    const { items } = await this.technician.get<{ items: Entry[] }>(`outages?cameraId=${id}&isOpen=true`);
    await this.technician.json('POST', `outages/${items[0]!.id}/acknowledge`, { note: '已知' });
  }

  private async openByHand(who: string): Promise<void> {
    await this.technician.json('POST', 'work-orders', { cameraId: this.membersOf(who)[0] });
    await this.work(who, ['assign', 'accept', 'arrive']);
  }

  private async work(who: string, steps: readonly string[]): Promise<void> {
    const { id } = await this.orderOf(who);
    for (const step of steps) await this.technician.json('POST', `work-orders/${id}/${step}`, {});
  }

  private async mend(who: string, cause: string): Promise<void> {
    const { id } = await this.orderOf(who);
    await this.technician.json('POST', `work-orders/${id}/mend`, { cause });
  }

  private async orderOf(who: string): Promise<Entry & { state: string; mendedButDown: boolean }> {
    const found = await listAll<Entry & { state: string; mendedButDown: boolean }>(
      this.admin,
      `work-orders?cameraId=${this.membersOf(who)[0]}`,
    );
    if (found.length !== 1) throw new Error(`${who} has ${found.length} work orders, not one`);
    return found[0]!;
  }

  private membersOf(who: string): string[] {
    return this.cast.get(who)!.map((farmId) => this.idOf.get(farmId)!);
  }

  private change(who: string, patch: object): void {
    for (const id of this.cast.get(who)!) this.parts.farm.tell({ do: 'change', id, patch });
  }
}

export function instantOf(hour: Hour): number {
  return MONDAY + hour * HOUR_MS;
}

function nameOf(hour: Hour): string {
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(hour / 24)];
  const minutes = Math.round((hour % 1) * 60);
  return `${day} ${String(Math.floor(hour % 24)).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
