import { isDeepStrictEqual } from 'node:util';
import type { FarmProcess } from '../../demo/farm-process.js';
import type { Page } from '../../demo/api-client.js';
import type { Findings } from '../findings.js';
import { hire, Person } from '../person.js';
import { scrape } from './metrics.js';
import { cameraBody, type CameraKey, CAMERAS, LOGIN, PLACES, VILLAGE } from './street.js';
import { type Ground, gapWeight, groundSeen, placeCounts, standings } from './truth.js';

/** Somebody looks every second, so that a fall is seen within seconds; what is measured begins when it is seen. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PROBING_HEARTBEAT_INTERVAL_S: '1',
  PROBING_FRAME_INTERVAL_S: '1',
  PICTURES_MIN_GAP_S: '0.5',
  UPTIME_MISSED_HEARTBEATS: '2',
  UPTIME_FAILED_FRAMES: '1',
};
/** From the state of a camera to the coverage of its places. */
const PROMISED_MS = 2_000;
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;
const KEYS = CAMERAS.map(({ key }) => key);

interface Entry {
  readonly id: string;
}
interface State {
  readonly cameraId: string;
  readonly state: string;
  readonly fault: { readonly code: string } | null;
}
interface PlaceNow {
  readonly place: { readonly name: string };
  readonly status: string;
}
interface PlaceHistory {
  readonly place: { readonly name: string };
  readonly minutes: { readonly dark: number };
}
interface Coverage {
  readonly total: { readonly area: { readonly seen: { readonly registered: number } } };
}

/** Cameras fall and are mended one after the other; the coverage of the places that they see is held against the truth. */
export class GapsScenario {
  private readonly ids = new Map<CameraKey, string>();
  private readonly programmes = new Map<CameraKey, string>();
  private planner!: Person;
  private villageId = '';
  private ground!: Ground;
  private lit: ReadonlySet<CameraKey> = new Set();
  private slowestMs = 0;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly farm: FarmProcess,
    private readonly findings: Findings,
  ) {}

  async play(): Promise<void> {
    await this.register();
    await this.turns('all live', KEYS, () => {});
    const darkBefore = await this.carParkDarkS();
    await this.turns('one of two falls', ['村口北', '学校'], () =>
      this.change('村口南', { faults: ['refuse'] }),
    );
    const darkSince = performance.now();
    await this.turns('the other falls, too', ['学校'], () => this.change('村口北', { faults: ['refuse'] }));
    await this.onPaper();
    await this.turns('the other is mended', ['村口北', '学校'], () => this.change('村口北', { faults: [] }));
    await this.turns('the first is mended', KEYS, () => this.change('村口南', { faults: [] }));
    const darkS = (performance.now() - darkSince) / 1_000;
    const remembered = (await this.carParkDarkS()) - darkBefore;
    this.findings.note(
      `the car park was dark for ${darkS.toFixed(1)} s, and on record for ${remembered.toFixed(1)} s`,
    );
    this.findings.expect('the same time on record, to 2 s', true, Math.abs(remembered - darkS) < 2);
    await this.turns('a picture goes black', ['村口南', '村口北'], () =>
      this.change('学校', { picture: 'black' }),
    );
    await this.turns('it is mended', KEYS, () => this.change('学校', { picture: 'moving' }));
    this.findings.note(`/metrics followed ${this.slowestMs} ms after the state of a camera, at most`);
    this.findings.expect(`always within ${PROMISED_MS} ms`, true, this.slowestMs < PROMISED_MS);
  }

  private async register(): Promise<void> {
    const admin = new Person(this.url, this.token);
    const enter = async (noun: string, body: object): Promise<string> =>
      (await admin.json<Entry>('POST', noun, body)).id;
    this.planner = await hire(this.url, admin, { name: 'li', role: 'planner' });
    this.villageId = await enter('villages', VILLAGE);
    const credentialId = await enter('credentials', LOGIN);
    const { villageId } = this;
    const { onvif } = this.farm.ready['ports'] as { onvif: number };
    for (const camera of CAMERAS) {
      const programmeId = await enter('programmes', { name: camera.key });
      const body = { ...cameraBody(camera, onvif), villageId, programmeId, credentialId };
      this.programmes.set(camera.key, programmeId);
      this.ids.set(camera.key, await enter('cameras', body));
    }
    for (const { name, kind, detail, weight, geometry } of PLACES)
      await enter('places', { name, kind, detail, weight, geometry, villageId, isDemonstration: true });
    this.ground = await this.groundOnPaper();
  }

  /** Until probing says that just these see, and then until coverage says so as well. */
  private async turns(what: string, lit: readonly CameraKey[], act: () => void): Promise<void> {
    act();
    this.lit = new Set(lit);
    await this.until(async () => isDeepStrictEqual((await this.seeing()).toSorted(), lit.toSorted()));
    const seenAt = performance.now();
    const isTrue = async (): Promise<boolean> =>
      isDeepStrictEqual((await scrape(this.url, VILLAGE.name)).places, placeCounts(this.lit));
    await this.until(isTrue, PROMISED_MS * 5);
    const tookMs = Math.round(performance.now() - seenAt);
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    this.findings.note(`${what}: /metrics followed after ${tookMs} ms`);
    await this.compare(what);
  }

  private async compare(what: string): Promise<void> {
    const { items } = await this.planner.get<Page<PlaceNow>>('coverage/places');
    const found = Object.fromEntries(items.map(({ place, status }) => [place.name, status]));
    const { places, gapWeight: weight, ratio } = await scrape(this.url, VILLAGE.name);
    this.findings.expect(`${what}: each place`, standings(this.lit), found);
    this.findings.expect(`${what}: places on /metrics`, placeCounts(this.lit), places);
    this.findings.expect(`${what}: weight of the gaps on /metrics`, gapWeight(this.lit), weight);
    this.findings.expect(
      `${what}: ground seen, on paper and live, on /metrics`,
      [this.ground.all, groundSeen(this.ground, this.lit)].map((share) => share.toFixed(5)),
      [ratio.registered, ratio.live].map((share) => share.toFixed(5)),
    );
  }

  /** Whatever has fallen, what is bought stays bought. */
  private async onPaper(): Promise<void> {
    const { items } = await this.planner.get<Page<PlaceNow>>('coverage/places?basis=registered');
    const found = Object.fromEntries(items.map(({ place, status }) => [place.name, status]));
    this.findings.expect('both down: each place on paper', standings(new Set(KEYS)), found);
  }

  private async carParkDarkS(): Promise<number> {
    const { items } = await this.planner.get<Page<PlaceHistory>>(
      `coverage/history?village=${this.villageId}`,
    );
    return items.find(({ place }) => place.name.startsWith('停车场'))!.minutes.dark * 60;
  }

  private async groundOnPaper(): Promise<Ground> {
    const share = async (more = ''): Promise<number> => {
      const { total } = await this.planner.get<Coverage>(`coverage?basis=registered${more}`);
      return total.area.seen.registered;
    };
    const alone = { 村口南: 0, 村口北: 0, 学校: 0 };
    for (const key of KEYS) alone[key] = await share(`&programme=${this.programmes.get(key)}`);
    return { alone, all: await share() };
  }

  /** By what probing says of them. */
  private async seeing(): Promise<CameraKey[]> {
    const { items } = await this.planner.get<Page<State>>('camera-states');
    const online = new Set(items.filter(({ state }) => state === 'online').map(({ cameraId }) => cameraId));
    return KEYS.filter((key) => online.has(this.ids.get(key)!));
  }

  private async until(isSo: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (!(await isSo()) && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }

  private change(key: CameraKey, patch: object): void {
    const { farmId: id } = CAMERAS.find((camera) => camera.key === key)!;
    this.farm.tell({ do: 'change', id, patch });
  }
}
