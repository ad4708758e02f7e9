import { randomUUID } from 'node:crypto';
import { type Farm, startFarm } from '../farm/index.js';
import { until } from '../e2e/built-service.js';
import { TOKEN } from '../e2e/service.js';
import { SOUND_CAMERA } from '../e2e/sound-camera.js';
import { BrowserHouse } from './browser-house.js';

/** A picture soon, and one day of them is proof enough. */
const SETTINGS = {
  PROBING_HEARTBEAT_INTERVAL_S: '1',
  PROBING_FRAME_INTERVAL_S: '3',
  FUNDING_CONFIRM_DAYS: '1',
  FUNDING_PUBLIC_DAYS: '3',
};
/** A name that a page must show as it is. */
export const HOSTILE = '<img src=x onerror="throw 1"><script>throw 2</script>';
const DAY_MS = 86_400_000;

/** So many days before today, as the town has them. */
export function daysAgo(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() - days * DAY_MS);
}

interface Entry {
  readonly id: string;
}

/**
 * A village that is about to buy four cameras, of which three hang in the street already; its clerk 林书记, two admins of
 * the town, an auditor, and a village of others.
 */
export class VillagesTown {
  villageId = '';
  elsewhereId = '';
  /** Of the three that are there. */
  readonly macs: string[] = [];

  private constructor(
    readonly house: BrowserHouse,
    private readonly farm: Farm,
  ) {}

  static async open(): Promise<VillagesTown> {
    const cameras = [1, 2, 3].map((number) => ({
      ...SOUND_CAMERA,
      id: `上坡-${number}`,
      host: `127.87.0.${number}`,
      serial: `SP202600${number}`,
      mac: `c0:56:e3:58:87:0${number}`,
    }));
    const farm = await startFarm(cameras, { networks: [] });
    const town = new VillagesTown(await BrowserHouse.open(SETTINGS), farm);
    await town.fill();
    return town;
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.farm.close();
  }

  make = async (noun: string, body: object): Promise<string> =>
    (await this.house.service.json<Entry>(noun, body)).id;

  /** What writes money, by the token of the town. */
  async pay(noun: string, body: object): Promise<string> {
    const { url } = this.house.service;
    const response = await fetch(`${url}/api/v1/${noun}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${noun} answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as Entry).id;
  }

  /** Waits until every camera has a picture. */
  async lives(): Promise<void> {
    await until(async () => {
      const { items } = await this.house.service.json<{ items: { state: string }[] }>('camera-states');
      return items.length === 3 && items.every(({ state }) => state === 'online');
    });
  }

  private async fill(): Promise<void> {
    this.villageId = await this.make('villages', { name: '上坡村', kind: 'village' });
    this.elsewhereId = await this.make('villages', { name: '桥头村', kind: 'village' });
    const credentialId = await this.make('credentials', { name: 'monitor', ...SOUND_CAMERA.login });
    for (const [index, { id: name, host, onvifPort, mac }] of this.farm.cameras.entries()) {
      const network = {
        host,
        mac: mac.toUpperCase().replaceAll(':', '-'),
        onvif: { port: onvifPort },
        rtsp: null,
      };
      const named = index === 0 ? HOSTILE : name;
      await this.make('cameras', { name: named, villageId: this.villageId, credentialId, network });
      this.macs.push(mac);
    }
    await this.house.person('林书记', 'village', [this.villageId]);
    await this.house.person('王镇长', 'admin');
    await this.house.person('审计员', 'auditor');
    await this.pay('awards', {
      villageId: this.villageId,
      kind: 'star',
      year: 2025,
      starLevel: 5,
      documentNumber: '安政〔2025〕8号',
      receivedOn: daysAgo(60),
      amountFen: 1_000_000,
    });
  }
}
