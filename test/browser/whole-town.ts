import { randomUUID } from 'node:crypto';
import { until } from '../e2e/built-service.js';
import { QUICK } from '../e2e/faults-town.js';
import { LOCAL_ZONE_ID } from '../e2e/discovery-street.js';
import { TOKEN } from '../e2e/service.js';
import { SOUND_CAMERA } from '../e2e/sound-camera.js';
import { type CameraPatch, type Farm, startFarm } from '../farm/index.js';
import { BrowserHouse } from './browser-house.js';
import { daysAgo } from './villages/villages-town.js';

/** What somebody with ill will has entered, or made a device say: markup, a text that runs backwards, and no end. */
export const SCRIPT = '<script>oops()</script><img src=x onerror=oops()>';
const BACKWARDS = '\u202Eslaerc';
const LONG = '长'.repeat(60);
/** Of a village, of a camera, and in a scope of ONVIF. */
export const CRUEL = {
  village: `村${SCRIPT}`,
  camera: `${SCRIPT}${BACKWARDS}${LONG}`.slice(0, 100),
  scope: `${SCRIPT}${LONG}`,
};

/** A town that has one of everything, and something cruel wherever somebody may write. */
export class WholeTown {
  readonly ids: Record<string, string> = {};

  private constructor(
    readonly house: BrowserHouse,
    private readonly farm: Farm,
  ) {}

  /** `net` is the second number of the cameras' addresses, for one suite alone. */
  static async open(net: number): Promise<WholeTown> {
    const cameras = ['live', 'cruel', 'fallen'].map((id, index) => ({
      ...SOUND_CAMERA,
      id,
      host: `127.${net}.0.${index + 1}`,
      onvifPort: 8_080,
      serial: `SP${net}000${index}`,
      mac: `c0:56:e3:00:${net.toString(16)}:0${index}`,
      ...(id === 'cruel' ? { vendor: SCRIPT, model: CRUEL.scope, firmware: BACKWARDS } : {}),
    }));
    const [farm, house] = await Promise.all([
      startFarm(cameras, { networks: [] }),
      BrowserHouse.open({ ...QUICK, NOTIFY_TRUSTED_HOSTS: '127.0.0.1' }),
    ]);
    const town = new WholeTown(house, farm);
    await town.fill(net);
    return town;
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.farm.close();
  }

  /** A path with what this town has in the place of its parameters: `:village`, `:camera` and the like. */
  filled(path: string): string {
    return path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const id = this.ids[name];
      if (id === undefined) throw new Error(`Say in whole-town.ts what stands for :${name} in ${path}.`);
      return id;
    });
  }

  /** A path of the router with what this town has in the place of its parameters. */
  at(path: string): string {
    const named = path.replace(':rest(.*)*', 'nowhere').replace('plans/:id', 'plans/:plan');
    return this.filled(
      named.replace(':villageId', ':village').replace(':purchaseId', ':purchase').replace(':id', ':camera'),
    );
  }

  /** Mends or breaks a camera. */
  change(id: string, patch: CameraPatch): Promise<void> {
    return this.farm.change(id, patch);
  }

  private async fill(net: number): Promise<void> {
    const villageId = await this.make('villages', { name: CRUEL.village, kind: 'village' });
    await this.house.person('陈工', 'technician');
    await this.house.person('王镇长', 'admin');
    await this.house.person('林书记', 'village', [villageId]);
    await this.house.person('审计员', 'auditor');
    await this.house.person('桥头', 'village', [
      await this.make('villages', { name: '桥头村', kind: 'village' }),
    ]);
    Object.assign(this.ids, { village: villageId, villageId });
    await this.street(villageId);
    await this.money(villageId);
    await this.town(villageId, net);
    await until(async () => {
      const { items } = await this.get<{ items: { state: string }[] }>('camera-states');
      return items.filter(({ state }) => state === 'online').length === 2;
    });
    await this.farm.change('fallen', { faults: ['refuse'] });
    await until(async () => (await this.get<{ items: unknown[] }>('outages?isOpen=true')).items.length > 0);
    await this.make('work-orders', {
      cameraId: this.ids['fallen'],
      contractor: SCRIPT,
      words: `${SCRIPT}${BACKWARDS}`,
    });
  }

  private async street(villageId: string): Promise<void> {
    const credentialId = await this.make('credentials', { name: SCRIPT, ...SOUND_CAMERA.login });
    this.ids['credential'] = credentialId;
    for (const [index, { id, host, onvifPort }] of this.farm.cameras.entries()) {
      if (id === 'cruel') continue;
      this.ids[id] = await this.make('cameras', {
        name: id === 'live' ? CRUEL.camera : `${SCRIPT}${index}`,
        villageId,
        credentialId,
        position: { latitudeDeg: 24.72 + index / 1_000, longitudeDeg: 118.47 },
        network: { host, onvif: { port: onvifPort }, rtsp: null },
        register: { cameraType: '3', headingDeg: 0, installAddress: `${SCRIPT}${LONG}` },
      });
    }
    this.ids['camera'] = this.ids['fallen']!;
  }

  private async money(villageId: string): Promise<void> {
    const awardId = await this.make('awards', {
      villageId,
      kind: 'collective',
      year: 2025,
      receivedOn: daysAgo(60),
      amountFen: 1_000_000,
      note: SCRIPT,
    });
    this.ids['purchase'] = await this.make('purchases', {
      villageId,
      boughtOn: daysAgo(20),
      supplier: `${SCRIPT}${LONG}`,
      lines: [{ what: SCRIPT, quantity: 1, unitPriceFen: 100_000, isCamera: true }],
      funding: [{ awardId, parts: 1 }],
      note: `${BACKWARDS}${LONG}`,
    });
    await this.make('publications', { villageId, year: 2025, publicFrom: daysAgo(9), publicTo: daysAgo(0) });
  }

  private async town(villageId: string, net: number): Promise<void> {
    const at = [118.47, 24.7201];
    const place = {
      name: SCRIPT,
      villageId,
      kind: '停车场',
      geometry: { type: 'Point', coordinates: at },
      detail: 'recognise',
      weight: 2,
    };
    await this.make('places', place);
    await this.make('programmes', { name: SCRIPT });
    const change = { kind: 'repair', cameraId: this.ids['fallen'], costFen: 50_000 };
    this.ids['plan'] = await this.make('plans', {
      name: SCRIPT,
      note: `${BACKWARDS}${LONG}`,
      changes: [change],
    });
    const target = { kind: 'webhook', url: 'http://127.0.0.1:9/x', secret: 'a-secret-of-sixteen' };
    await this.make('channels', { name: SCRIPT, target });
    const schedule = { kind: 'once', startsAt: inDays(1), endsAt: inDays(2) };
    await this.make('maintenance-windows', {
      name: SCRIPT,
      reason: LONG,
      scope: { kind: 'village', id: villageId },
      schedule,
    });
    await this.send('PATCH', `zones/${LOCAL_ZONE_ID}`, { allowedNetworks: [`127.${net}.0.0/29`] });
    this.ids['search'] = await this.make('searches', {
      credentialIds: [this.ids['credential']],
      ranges: [`127.${net}.0.0/29`],
      ports: [8_080],
    });
  }

  private get<T>(path: string): Promise<T> {
    return this.house.service.json<T>(path);
  }

  private async make(noun: string, body: object): Promise<string> {
    return (await this.send<{ id: string }>('POST', noun, body)).id;
  }

  private async send<T>(method: string, path: string, body: object): Promise<T> {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const asked = { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.house.service.url}/api/v1/${path}`, asked);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
