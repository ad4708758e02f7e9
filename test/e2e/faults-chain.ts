import type { Received, Receiver, Reply } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import { until } from './built-service.js';
import { FaultsTown, type Outage } from './faults-town.js';
import { NOTIFY_SETTINGS, WEBHOOK_SECRET } from './notify-town.js';

export interface Incident {
  readonly id: string;
  readonly closedAt: string | null;
  readonly suspectedCause: { readonly kind: string };
}

export interface Order {
  readonly id: string;
  readonly state: string;
  readonly incidentId: string | null;
}

interface Told {
  readonly key: string;
  readonly body: string;
  readonly entries: readonly { readonly thread: string; readonly kind: string }[];
}

/** So far in the future that it does not come. */
const NEVER_S = '3600';

/** From falls to whoever is told and sent: each link can be held back, so that the service dies before it. */
const LINKS = {
  incident: { UPTIME_INCIDENT_GATHER_S: NEVER_S },
  order: { DISPATCH_ORDER_AFTER_HOURS: '720' },
  delivery: { NOTIFY_COLLECT_S: NEVER_S },
} as const;

/** Two cameras of one pole, and a webhook that hears of them when it answers. */
export class FaultsChain {
  /** While false it takes what comes, and says nothing. */
  answers = false;
  /** Keys that came again after the webhook had confirmed them. */
  readonly saidAgain: string[] = [];
  private readonly confirmed = new Set<string>();

  private constructor(
    readonly town: FaultsTown,
    private readonly receiver: Receiver,
  ) {}

  static async build(net: number, names: readonly string[]): Promise<FaultsChain> {
    const town = await FaultsTown.build(net, names);
    const chain: FaultsChain = new FaultsChain(
      town,
      await startWebhook(WEBHOOK_SECRET, (request) => chain.answer(request)),
    );
    return chain;
  }

  async register(): Promise<void> {
    const target = { kind: 'webhook', url: this.receiver.url('/in'), secret: WEBHOOK_SECRET };
    await this.town.service.json('channels', { name: '值班', target });
    await this.town.register(undefined, { register: { poleNumber: 'G-1' } });
  }

  /** Starts, or after a kill starts again, with some links held back. */
  async start(...heldBack: readonly (keyof typeof LINKS)[]): Promise<void> {
    await this.town.service?.kill();
    const held = Object.assign({}, ...heldBack.map((link) => LINKS[link])) as Record<string, string>;
    await this.town.start({
      ...NOTIFY_SETTINGS,
      DISPATCH_TELL_MARGIN_S: '1',
      DISPATCH_ORDER_AFTER_HOURS: '0',
      DISPATCH_CONFIRM_LIVE_S: '1',
      ...held,
    });
  }

  async close(): Promise<void> {
    this.answers = true;
    await this.town?.close();
    await this.receiver.close();
  }

  outages(): Promise<readonly Outage[]> {
    return this.town.outages();
  }

  /** Those of cameras; our own blindness after each start is another matter. */
  async incidents(): Promise<readonly Incident[]> {
    const { items } = await this.town.service.json<{ items: Incident[] }>('incidents');
    return items.filter(({ suspectedCause }) => suspectedCause.kind !== 'prober');
  }

  async orders(): Promise<readonly Order[]> {
    return (await this.town.service.json<{ items: Order[] }>('work-orders')).items;
  }

  /** Waits until the list holds so many. */
  async has<T>(list: () => Promise<readonly T[]>, count: number): Promise<readonly T[]> {
    let found: readonly T[] = [];
    await until(async () => (found = await list()).length >= count);
    return found;
  }

  private answer(request: Received): Reply {
    if (!this.answers) return null;
    const key = keyOf(request);
    if (this.confirmed.has(key)) this.saidAgain.push(key);
    this.confirmed.add(key);
    return { status: 204, body: '' };
  }

  private async waiting(): Promise<number> {
    const metrics = await this.town.metrics();
    return Number(/^shouwang_notices_waiting (\d+)/m.exec(metrics)?.[1] ?? Number.NaN);
  }

  /** Waits until this, too, was told, and nothing is on its way any more. */
  async allTold(kind: string, thread: string): Promise<void> {
    await until(async () => {
      if (!this.saidOf(thread).includes(kind)) return false;
      const { items } = await this.town.service.json<{ items: { state: string }[] }>('deliveries');
      return (await this.waiting()) === 0 && items.every(({ state }) => state === 'sent');
    });
  }

  /** The first attempts, as many as these. */
  async attempts(count: number): Promise<readonly Told[]> {
    await this.receiver.got(count);
    return this.told().slice(0, count);
  }

  /** The kinds of what was said of threads that begin so, each delivery counted once, however often it came. */
  saidOf(thread: string): readonly string[] {
    return this.entries()
      .filter((entry) => entry.thread.startsWith(thread))
      .map(({ kind }) => kind);
  }

  /** What was said of a thread by more than one delivery. */
  saidTwice(): readonly string[] {
    const said = this.entries().map(({ thread, kind }) => `${kind} ${thread}`);
    return said.filter((each, at) => said.indexOf(each) !== at);
  }

  private entries(): Told['entries'] {
    return [...new Map(this.told().map((told) => [told.key, told])).values()].flatMap(
      ({ entries }) => entries,
    );
  }

  private told(): readonly Told[] {
    return this.receiver.received.map((request) => {
      const { entries } = JSON.parse(request.body) as Pick<Told, 'entries'>;
      return { key: keyOf(request), body: request.body, entries };
    });
  }
}

function keyOf({ headers }: Received): string {
  return String(headers['idempotency-key']);
}
