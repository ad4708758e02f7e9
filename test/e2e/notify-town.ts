import { type Notice, Notices } from '../../src/notify/index.js';
import { type Service, startService } from './service.js';

export const WEBHOOK_SECRET = 'a secret that signs webhooks';

/** Quick to collect and quick to retry; receivers are on this machine. */
export const NOTIFY_SETTINGS = {
  NOTIFY_TRUSTED_HOSTS: '127.0.0.1',
  NOTIFY_COLLECT_S: '0',
  NOTIFY_FIRST_RETRY_S: '0.02',
  NOTIFY_MAX_RETRY_S: '0.1',
  NOTIFY_TIMEOUT_S: '5',
  NOTIFY_PAGES_URL: 'https://shouwang.example/',
};

export interface ChannelAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly target: object;
}

export interface DeliveryAnswer {
  readonly id: string;
  readonly channelId: string;
  readonly title: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly advice: string | null;
}

export function startNotifyTown(
  settings: Readonly<Record<string, string>> = {},
  dataDir?: string,
): Promise<Service> {
  return startService({ ...NOTIFY_SETTINGS, ...settings }, dataDir);
}

export async function enterVillage(service: Service, name: string): Promise<string> {
  return (await service.json<{ id: string }>('POST', '/api/v1/villages', { name, kind: 'village' })).id;
}

export function enterChannel(
  service: Service,
  name: string,
  target: object,
  more: object = {},
): Promise<ChannelAnswer> {
  return service.json('POST', '/api/v1/channels', { name, target, ...more });
}

export function post(service: Service, ...notices: readonly Notice[]): Promise<void> {
  return service.app.get(Notices, { strict: false }).post(notices);
}

let count = 0;

/** Of another outage each time, unless `more` says so. */
export function notice(more: Partial<Notice> = {}): Notice {
  count += 1;
  return {
    id: `notice-${count}`,
    thread: `outage-${count}`,
    kind: 'opened',
    level: 'routine',
    villageId: null,
    at: Date.UTC(2026, 0, 1, 4),
    title: { zh: `枪机${count} 离线`, en: `camera ${count} offline` },
    lines: [{ zh: '没有画面', en: 'no picture' }],
    counted: { zh: '台离线', en: 'cameras offline' },
    ...more,
  };
}

export async function deliveriesOf(service: Service, query = ''): Promise<readonly DeliveryAnswer[]> {
  return (await service.json<{ items: DeliveryAnswer[] }>('GET', `/api/v1/deliveries?${query}`)).items;
}
