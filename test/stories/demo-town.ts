import type { Page } from 'playwright-core';
import { apiClient } from '../../scripts/demo/api-client.js';
import { judge } from '../../scripts/demo/compare.js';
import { FarmProcess } from '../../scripts/demo/farm-process.js';
import { fillTown } from '../../scripts/demo/fill-town.js';
import { hirePeople } from '../../scripts/demo/hire-people.js';
import { DEMO_SETTINGS } from '../../scripts/demo/settings.js';
import { Person } from '../../scripts/scenario/person.js';
import { BrowserHouse, PASSWORD } from '../browser/browser-house.js';
import { until } from '../e2e/built-service.js';
import { TOKEN } from '../e2e/service.js';
import { type CameraPatch, type Town, type TownCamera, townOf } from '../farm/index.js';

/** Of the cameras' addresses, so that a demo may go on beside it. */
const NET = 59;
/** What was mended is confirmed in seconds, for nobody waits half an hour for it here. */
const QUICK = {
  UPTIME_CLOSE_AFTER_LIVE_S: '2',
  DISPATCH_CONFIRM_LIVE_S: '2',
  DISPATCH_TELL_MARGIN_S: '2',
};

/** The town of `npm run demo` with its people, the built service that watches it, and a browser. */
export class DemoTown {
  private readonly open: Page[] = [];

  private constructor(
    readonly house: BrowserHouse,
    private readonly farm: FarmProcess,
    private readonly town: Town,
    private readonly farmIds: ReadonlyMap<string, string>,
  ) {}

  static async start(): Promise<DemoTown> {
    const town = townOf('anhai', NET);
    const [house, farm] = await Promise.all([
      BrowserHouse.open({ ...DEMO_SETTINGS, ...QUICK }),
      FarmProcess.start(['--town', town.key, '--net', String(NET)]),
    ]);
    const { url } = house.service;
    const farmIds = await fillTown({ url, token: TOKEN }, town, () => {});
    await hirePeople(url, new Person(url, TOKEN), apiClient(url, TOKEN), PASSWORD);
    return new DemoTown(house, farm, town, farmIds);
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.farm.stop();
  }

  /** Somebody at a browser of their own, who has signed in. */
  async enter(name: string): Promise<Page> {
    const page = await this.passBy();
    await this.house.signIn(page, name);
    return page;
  }

  /** Anybody, who signs in nowhere. */
  async passBy(): Promise<Page> {
    const page = await this.house.page();
    // A deadline, not a measure: all cameras of the town are looked at meanwhile.
    page.setDefaultTimeout(60_000);
    this.open.push(page);
    return page;
  }

  /** Everybody goes home; throws where a page did what none may. */
  async leave(): Promise<void> {
    await Promise.all(this.open.splice(0).map((page) => page.context().close()));
    this.house.refuseFaults();
  }

  camerasOf(villageName: string): readonly TownCamera[] {
    const { key } = this.town.villages.find(({ name }) => name === villageName)!;
    return this.town.cameras.filter(({ entry }) => entry.villageKey === key);
  }

  /** What is wrong with the device itself is put right there, as by somebody on a ladder. */
  mend(cameraName: string, patch: CameraPatch): Promise<void> {
    const { entry } = this.town.cameras.find(({ entry: { name } }) => name === cameraName)!;
    return this.farm.change(entry.id, patch);
  }

  /** Waits until of these villages every camera that is dead is known to be, and no other is taken for it. */
  async settled(villageNames: readonly string[]): Promise<void> {
    const ofThese = new Set(
      villageNames.flatMap((name) => this.camerasOf(name).map(({ entry }) => entry.id)),
    );
    const api = apiClient(this.house.service.url, TOKEN);
    await until(async () => {
      const judgements = await judge(api, this.town, this.farmIds);
      return judgements
        .filter(({ found }) => ofThese.has(this.farmIds.get(found.cameraId)!))
        .every(({ found: { state }, expected }) =>
          expected.state === 'offline' ? state === 'offline' : state === 'online' || state === 'impaired',
        );
    });
  }
}
