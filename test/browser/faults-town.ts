import { until } from '../e2e/built-service.js';
import { QUICK } from '../e2e/faults-town.js';
import { SOUND_CAMERA } from '../e2e/sound-camera.js';
import { type CameraPatch, type Farm, startFarm } from '../farm/index.js';
import { BrowserHouse } from './browser-house.js';

/** A name that would do something if a page took it for markup. */
export const SCRIPT_NAME = '<img src=x onerror="alert(1)">卡口';
const UPLINK = '上坡 1 号交换机';
/** By name: where each hangs, and what it shares. All are of 上坡村 but the last. */
const CAMERAS = [
  { name: '村口球机', at: [24.7204, 118.4702], uplink: UPLINK },
  { name: '祠堂前枪机', at: [24.7211, 118.4716], uplink: UPLINK },
  { name: SCRIPT_NAME, at: [24.7199, 118.4721], uplink: UPLINK },
  { name: '学校门口', at: [24.7222, 118.4698], uplink: null },
  { name: '后林桥头', at: [24.7301, 118.4785], uplink: null },
] as const;

/** Two villages with real cameras, the built service that watches them, and a browser. */
export class FaultsStory {
  readonly ids = new Map<string, string>();
  readonly villageIds = new Map<string, string>();

  private constructor(
    readonly house: BrowserHouse,
    private readonly farm: Farm,
  ) {}

  /** `net` is the second number of the cameras' addresses, for this suite alone. */
  static async open(net: number): Promise<FaultsStory> {
    const cameras = CAMERAS.map(({ name }, index) => ({
      ...SOUND_CAMERA,
      id: name,
      host: `127.${net}.0.${index + 1}`,
    }));
    const quick = { ...QUICK, DISPATCH_CONFIRM_LIVE_S: '2', DISPATCH_TELL_MARGIN_S: '2' };
    const [farm, house] = await Promise.all([startFarm(cameras), BrowserHouse.open(quick)]);
    const story = new FaultsStory(house, farm);
    await story.register();
    return story;
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.farm.close();
  }

  change(name: string, patch: CameraPatch): Promise<void> {
    return this.farm.change(name, patch);
  }

  /** Waits until the cameras that are named stand so. */
  async settled(expected: Readonly<Record<string, string>>): Promise<void> {
    await until(async () => {
      const { items } = await this.house.service.json<{ items: { name: string; state: string }[] }>(
        'camera-states',
      );
      const states = new Map(items.map(({ name, state }) => [name, state]));
      return Object.entries(expected).every(([name, state]) => states.get(name) === state);
    });
  }

  private async register(): Promise<void> {
    const { service } = this.house;
    const make = async (noun: string, body: object): Promise<string> =>
      (await service.json<{ id: string }>(noun, body)).id;
    for (const name of ['上坡村', '后林村'])
      this.villageIds.set(name, await make('villages', { name, kind: 'village' }));
    const credentialId = await make('credentials', { name: 'monitor', ...SOUND_CAMERA.login });
    for (const [index, { name, at, uplink }] of CAMERAS.entries()) {
      const { host, onvifPort } = this.farm.cameras[index]!;
      const villageId = this.villageIds.get(index === CAMERAS.length - 1 ? '后林村' : '上坡村');
      const entry = {
        name,
        villageId,
        credentialId,
        position: { latitudeDeg: at[0], longitudeDeg: at[1] },
        network: { host, onvif: { port: onvifPort }, rtsp: null },
        register: { uplink },
      };
      this.ids.set(name, await make('cameras', entry));
    }
    await this.settled(Object.fromEntries(CAMERAS.map(({ name }) => [name, 'online'])));
  }
}
