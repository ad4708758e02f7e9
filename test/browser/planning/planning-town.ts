import { type Farm, startFarm } from '../../farm/index.js';
import { until } from '../../e2e/built-service.js';
import { type At, point, square } from '../../e2e/coverage-town.js';
import { position } from '../../e2e/planning-town.js';
import { TOKEN } from '../../e2e/service.js';
import { SOUND_CAMERA } from '../../e2e/sound-camera.js';
import { BrowserHouse } from '../browser-house.js';

const HOST = '127.91.0.1';
/** One camera is looked at, and soon. */
const QUICK = { PROBING_HEARTBEAT_INTERVAL_S: '1', PROBING_FRAME_INTERVAL_S: '3' };
/** A name as somebody with ill will enters it. */
export const CRUEL = '桥头<img src=x onerror=alert(1)>';

/**
 * 村口 is seen by one camera that lives, 桥头 by one that nobody has ever got a picture of, 学校 by none; cameras recognise
 * what is 5.7 to 11.4 m ahead. A house hides 晒谷场 from a camera that fails, too.
 */
export class PlanningTownPages {
  villageId = '';
  otherVillageId = '';

  private constructor(
    readonly house: BrowserHouse,
    private readonly farm: Farm,
  ) {}

  static async open(): Promise<PlanningTownPages> {
    const [house, farm] = await Promise.all([
      BrowserHouse.open(QUICK),
      startFarm([{ ...SOUND_CAMERA, id: 'live', host: HOST }]),
    ]);
    const town = new PlanningTownPages(house, farm);
    await town.fill();
    return town;
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.farm.close();
  }

  private async fill(): Promise<void> {
    const village = (name: string, boundary: object) =>
      this.make('villages', { name, kind: 'village', boundary });
    this.villageId = await village('上坡村', square([-100, -100], 200));
    this.otherVillageId = await village('下坡村', square([100, -100], 200));
    await this.place('村口', { type: 'Point', coordinates: point([0, 10]) }, 3);
    await this.place('桥头', { type: 'Point', coordinates: point([50, 10]) }, 2);
    await this.place('学校', { type: 'Point', coordinates: point([-50, 10]) }, 5);
    await this.place('晒谷场', square([30, -60], 12), 1);
    await this.build(square([28, -40], 16));
    const credentialId = await this.make('credentials', { name: 'monitor', ...SOUND_CAMERA.login });
    const { onvifPort } = this.farm.camera('live');
    const network = { host: HOST, onvif: { port: onvifPort }, rtsp: null };
    await this.camera('村口摄像机', [0, 0], { network, credentialId });
    await this.camera(CRUEL, [50, 0]);
    await this.camera('晒谷场摄像机', [36, -10], {}, { headingDeg: 180 });
    await until(async () => {
      const { total } = await this.house.service.json<{ total: { places: { fragile: number } } }>('coverage');
      return total.places.fragile === 1;
    });
  }

  /** Nobody answers at the address of a camera for which nothing else is said. */
  private camera(name: string, at: At, more: object = {}, register: object = {}): Promise<string> {
    return this.make('cameras', {
      name,
      villageId: this.villageId,
      position: position(at),
      network: { host: '127.91.0.9', onvif: { port: 80 } },
      register: { cameraType: '3', headingDeg: 0, ...register },
      ...more,
    });
  }

  private place(name: string, geometry: object, weight: number): Promise<string> {
    const place = { name, villageId: this.villageId, kind: '停车场', geometry, detail: 'recognise', weight };
    return this.make('places', place);
  }

  private async build(geometry: object): Promise<void> {
    const features = [{ type: 'Feature', properties: { heightM: 6 }, geometry }];
    const response = await fetch(`${this.house.service.url}/api/v1/villages/${this.villageId}/buildings`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/geo+json' },
      body: JSON.stringify({ type: 'FeatureCollection', features }),
    });
    if (!response.ok) throw new Error(`no buildings: ${await response.text()}`);
  }

  private async make(noun: string, body: object): Promise<string> {
    return (await this.house.service.json<{ id: string }>(noun, body)).id;
  }
}
