import { EventBus } from '../../src/platform/events/event-bus.js';
import type { Verdict } from '../../src/probing/index.js';
import { WorkOrderChanged } from '../../src/dispatch/index.js';
import type { Receiver } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import { enterChannel, NOTIFY_SETTINGS, WEBHOOK_SECRET } from './notify-town.js';
import { type Service, startQuietService } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const FAST = {
  UPTIME_INCIDENT_GATHER_S: '1',
  UPTIME_CLOSE_AFTER_LIVE_S: '1',
  DISPATCH_TELL_MARGIN_S: '2',
  DISPATCH_CONFIRM_LIVE_S: '2',
};

export const live: Verdict = { outcome: 'live', impairment: null };
export const down: Verdict = {
  outcome: 'frameless',
  fault: { code: 'no-key-frame', detail: 'No key frame.' },
};

export interface OrderAnswer {
  readonly id: string;
  readonly state: string;
  readonly title: string;
  readonly assignee: string | null;
  readonly mendedButDown: boolean;
  readonly reopened: number;
  readonly cameras: readonly { readonly id: string; readonly name: string }[];
}

interface Entry {
  readonly kind: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A service whose verdicts are the test's, with one webhook that is told everything. */
export class DispatchTown {
  readonly ids: Record<string, string> = {};

  private constructor(
    readonly service: Service,
    readonly receiver: Receiver,
    readonly villageId: string,
  ) {}

  static async start(
    settings: Readonly<Record<string, string>> = {},
    dataDir?: string,
  ): Promise<DispatchTown> {
    const service = await startQuietService({ ...FAST, ...NOTIFY_SETTINGS, ...settings }, dataDir);
    const receiver = await startWebhook(WEBHOOK_SECRET);
    const target = { kind: 'webhook', url: receiver.url('/'), secret: WEBHOOK_SECRET };
    await enterChannel(service, '值班', target);
    const village = { name: '上坡村', kind: 'village' };
    const { id } = await service.json<{ id: string }>('POST', '/api/v1/villages', village);
    return new DispatchTown(service, receiver, id);
  }

  async enter(name: string, more: object = {}): Promise<void> {
    const network = { host: '127.74.0.1', onvif: { port: 9 }, rtsp: null };
    const entry = { name, villageId: this.villageId, network, ...more };
    this.ids[name] = (await this.service.json<{ id: string }>('POST', '/api/v1/cameras', entry)).id;
    this.judge(name, live);
  }

  judge(name: string, verdict: Verdict): void {
    tellVerdict(this.service.app, this.ids[name]!, verdict);
  }

  /** Confirmed offline: two failed frames. */
  fall(...names: readonly string[]): void {
    for (const name of names) for (const verdict of [down, down]) this.judge(name, verdict);
  }

  /** Resolves with the first notice, now or later, whose title fits. */
  async told(title: RegExp): Promise<Entry> {
    for (let count = 0; ; count += 1) {
      const found = this.entries().find((entry) => title.test(entry.title));
      if (found !== undefined) return found;
      await this.receiver.got(Math.max(this.receiver.received.length, count) + 1);
    }
  }

  /** All that the webhook was told. */
  entries(): readonly Entry[] {
    return this.receiver.received.flatMap(({ body }) => (JSON.parse(body) as { entries: Entry[] }).entries);
  }

  /** Resolves with the order after the next such step of any. */
  stepped(action: string): Promise<string> {
    return new Promise((resolve) => {
      this.service.app.get(EventBus).on(WorkOrderChanged, (event) => {
        if (event.action === action) resolve(event.orderId);
      });
    });
  }

  get<T>(path: string): Promise<T> {
    return this.service.json('GET', `/api/v1/${path}`);
  }

  post<T>(path: string, body?: object): Promise<T> {
    return this.service.json('POST', `/api/v1/${path}`, body);
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.receiver.close();
  }
}
