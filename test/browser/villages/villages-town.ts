import { randomUUID } from 'node:crypto';
import { type Farm, startFarm } from '../../farm/index.js';
import { until } from '../../e2e/built-service.js';
import { TOKEN } from '../../e2e/service.js';
import { SOUND_CAMERA } from '../../e2e/sound-camera.js';
import { fellDaysAgo } from './fell-days-ago.js';
import { BrowserHouse } from '../browser-house.js';

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

/** Bought long ago, of which one has been offline for days: its supplier still answers for it. */
export const CLAIMED = { supplier: '恒视科技', contractNumber: '13800138000', failed: '桥头村口' } as const;

/**
 * A village that is about to buy four cameras, of which three hang in the street already; its clerk 林书记, two admins of
 * the town, an auditor, and a village of others, to which its supplier owes a camera.
 */
export class VillagesTown {
  villageId = '';
  elsewhereId = '';
  /** The purchase of the other village. */
  claimedId = '';
  programmeId = '';
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
    try {
      await town.fill();
    } catch (cause) {
      await town.close();
      throw cause;
    }
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
      const { items } = await this.house.service.json<{ items: { state: string }[] }>(
        `camera-states?villageId=${this.villageId}`,
      );
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
    this.programmeId = await this.make('programmes', { name: '雪亮工程' });
    const failed = await this.buyElsewhere();
    await this.house.restart((dataDir) => fellDaysAgo(dataDir, failed, 5));
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

  /** Two cameras under warranty, at addresses where nothing answers; the id of the one that will have failed. */
  private async buyElsewhere(): Promise<string> {
    const [failed, other] = await Promise.all(
      [CLAIMED.failed, '桥头桥面'].map((name, at) =>
        this.make('cameras', {
          name,
          villageId: this.elsewhereId,
          programmeId: this.programmeId,
          deviceCode: `3505820002131000000${at + 1}`,
          network: {
            host: `127.87.1.${at + 1}`,
            mac: `C0-56-E3-58-99-0${at + 1}`,
            onvif: { port: 80 },
            rtsp: null,
          },
        }),
      ),
    );
    const awardId = await this.pay('awards', {
      villageId: this.elsewhereId,
      kind: 'donation',
      year: 2025,
      receivedOn: daysAgo(120),
      amountFen: 500_000,
    });
    this.claimedId = await this.pay('purchases', {
      villageId: this.elsewhereId,
      boughtOn: daysAgo(100),
      supplier: CLAIMED.supplier,
      contractNumber: CLAIMED.contractNumber,
      lines: [{ what: '球机', model: 'QJ-1', quantity: 2, unitPriceFen: 100_000, warrantyMonths: 24 }],
      funding: [{ awardId, parts: 1 }],
    });
    await this.house.service.json(`purchases/${this.claimedId}/cameras`, { cameraIds: [failed, other] });
    return failed!;
  }
}
