import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeliveryAttempted } from '../../src/notify/index.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { type Farm, startFarm, type VirtualCamera } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { startWebhook } from '../receivers/webhook.js';
import type { Receiver } from '../receivers/receiver.js';
import { square } from './coverage-town.js';
import { enterChannel, notice, post, startNotifyTown, WEBHOOK_SECRET } from './notify-town.js';
import { PROMETHEUS_CONFIG, PrometheusWatch } from './prometheus-watch.js';
import type { Service } from './service.js';
import { SOUND_CAMERA } from './sound-camera.js';

const DASHBOARD = fileURLToPath(new URL('../../config/grafana/town.json', import.meta.url));
const QUICK = { PROBING_HEARTBEAT_INTERVAL_S: '1', PROBING_FRAME_INTERVAL_S: '2' };

/** What the pages of Grafana put in; here everything, and windows as short as the test. */
const VARIABLES = { instance: '.*', village: '.*', window: '24h', __rate_interval: '10s' };

/** Where no answer is an answer: nothing fell together in this town. */
const MAY_BE_EMPTY = [/shouwang_incidents_open/];

const CAMERA: VirtualCamera = {
  id: 'lives',
  host: '127.76.0.1',
  ...SOUND_CAMERA,
};
const CAMERAS: readonly VirtualCamera[] = [
  CAMERA,
  { ...CAMERA, id: 'down', host: '127.76.0.2', faults: ['refuse'] },
  { ...CAMERA, id: 'black', host: '127.76.0.3', picture: 'black' },
];

interface Panel {
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
};
const PANELS = dashboard.panels.filter(({ targets }) => targets !== undefined);
const QUERIES = PANELS.flatMap(({ title, targets }) => targets!.map(({ expr }) => [title, expr] as const));

describe('the dashboard', () => {
  it('asks the data source that is chosen on the page, and names each panel in both languages', () => {
    for (const { title, datasource } of PANELS) {
      expect([title, datasource?.uid]).toEqual([
        expect.stringMatching(/^\p{Script=Han}.* \w/u),
        '${datasource}',
      ]);
    }
    expect(QUERIES.length).toBeGreaterThan(20);
  });
});

describeWith(['promtool', 'blackbox'], 'the dashboard on a real Prometheus', () => {
  let farm: Farm;
  let service: Service;
  let receiver: Receiver;
  let watch: PrometheusWatch;

  beforeAll(async () => {
    farm = await startFarm(CAMERAS);
    receiver = await startWebhook(WEBHOOK_SECRET);
    service = await startNotifyTown(QUICK);
    await registerAll();
    watch = await PrometheusWatch.start(service.url, 'prometheus.yml');
    await watch.sample('shouwang_delivery_attempts_total{kind="webhook",outcome="sent"} == 0');
    const attempted = new Promise((resolve) => service.app.get(EventBus).on(DeliveryAttempted, resolve));
    await enterChannel(service, '值班室', {
      kind: 'webhook',
      url: receiver.url('/'),
      secret: WEBHOOK_SECRET,
    });
    await post(service, notice());
    await attempted;
    for (const state of ['online', 'offline', 'impaired'])
      await watch.sample(`shouwang_cameras{state="${state}"} == 1`);
  }, 120_000);

  afterAll(async () => {
    await watch?.stop();
    await service?.close();
    await receiver?.close();
    await farm?.close();
  }, 20_000);

  it.each(QUERIES.filter(([, query]) => !mayBeEmpty(query)))(
    'shows something for %s: %s',
    async (_title, query) => {
      // What was not looked at yet is NaN, which is no greater than anything.
      const { value } = await watch.sample(`(${filledIn(query)}) >= -Inf`);
      expect(Number(value[1])).not.toBeNaN();
    },
    40_000,
  );

  it.each(QUERIES.filter(([, query]) => mayBeEmpty(query)))(
    'is answered for %s: %s',
    async (_title, query) => {
      expect(await watch.instant(filledIn(query))).toMatchObject({ status: 'success' });
    },
  );

  it('finds the values of each variable that is looked up', async () => {
    for (const { definition } of dashboard.templating.list) {
      if (definition === undefined) continue;
      const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec(definition)!;
      const { metric } = await watch.sample(filledIn(series!));
      expect(metric[label!]).toEqual(expect.any(String));
    }
  }, 40_000);

  it('and the rules ask for no metric that nobody has, and none of them fails', async () => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name!));
    const rules = readdirSync(join(PROMETHEUS_CONFIG, 'rules'))
      .map((name) => readFileSync(join(PROMETHEUS_CONFIG, 'rules', name), 'utf8'))
      .join('\n');
    const asked = `${rules}${JSON.stringify(QUERIES)}`.matchAll(/(?<![\w:])shouwang_\w+(?![\w:])/g);
    const names = new Set([...asked].map(([name]) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    type Rules = { data: { groups: { rules: { name: string; health: string }[] }[] } };
    const loaded = (await watch.ask<Rules>('rules'))!.data.groups.flatMap(({ rules: all }) => all);
    expect(loaded.length).toBeGreaterThan(30);
    expect(loaded.filter(({ health }) => health !== 'ok').map(({ name }) => name)).toEqual([]);
  });

  async function registerAll(): Promise<void> {
    const make = async (path: string, body: object): Promise<string> =>
      (await service.json<{ id: string }>('POST', `/api/v1/${path}`, body)).id;
    const villageId = await make('villages', {
      name: '上坡村',
      kind: 'village',
      boundary: square([-100, -100], 200),
    });
    const credentialId = await make('credentials', { name: 'monitor', ...CAMERA.login });
    for (const { id: name, host, onvifPort } of farm.cameras) {
      const network = { host, onvif: { port: onvifPort || 9 }, rtsp: null };
      await make('cameras', { name, villageId, credentialId, network });
    }
  }
});

function mayBeEmpty(query: string): boolean {
  return MAY_BE_EMPTY.some((pattern) => pattern.test(query));
}

function filledIn(expression: string): string {
  return Object.entries(VARIABLES).reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value),
    expression,
  );
}
