import type { Fault } from '../../src/kernel/fault.js';
import type { Verdict } from '../../src/probing/index.js';
import { startService, type Service } from './service.js';
import { tellVerdict } from './tell-verdict.js';

export interface Entry {
  readonly id: string;
}

/** Nobody probes by itself: what is found is told. */
const SETTINGS = {
  PROBING_HEARTBEAT_INTERVAL_S: '3600',
  PROBING_FRAME_INTERVAL_S: '86400',
  PROBING_FACTS_INTERVAL_S: '604800',
  UPTIME_FAILED_FRAMES: '1',
};

/** Metres of one degree at 24.715° N. */
const NORTH_M = 110_769;
const EAST_M = 101_183;
const MIDDLE = { longitudeDeg: 118.465, latitudeDeg: 24.715 };
const PATIENCE_MS = 20_000;

/** East and north of the middle of the town, metres. */
export type At = readonly [eastM: number, northM: number];

export function point([eastM, northM]: At): [number, number] {
  return [MIDDLE.longitudeDeg + eastM / EAST_M, MIDDLE.latitudeDeg + northM / NORTH_M];
}

/** Counterclockwise, `sideM` long, its south-western corner at `at`. */
export function square([eastM, northM]: At, sideM: number) {
  const [east, north] = [eastM + sideM, northM + sideM];
  const corners: At[] = [
    [eastM, northM],
    [east, northM],
    [east, north],
    [eastM, north],
    [eastM, northM],
  ];
  return { type: 'Polygon', coordinates: [corners.map((corner) => point(corner))] } as const;
}

/** A service with villages, cameras and places, whose cameras see what a test says that they see. */
export class CoverageTown {
  private constructor(readonly service: Service) {}

  static async start(
    settings: Readonly<Record<string, string>> = {},
    dataDir?: string,
  ): Promise<CoverageTown> {
    return new CoverageTown(await startService({ ...SETTINGS, ...settings }, dataDir));
  }

  async village(name: string, boundary: object | null = square([-100, -100], 200)): Promise<string> {
    return (await this.enter('villages', { name, kind: 'village', boundary })).id;
  }

  /** Of the usual kind, 4 m up: it sees from 5.7 m to 11.4 m ahead in the detail `recognise`. */
  async camera(
    villageId: string,
    at: At,
    more: { headingDeg?: number | null; [field: string]: unknown } = {},
  ) {
    const { headingDeg = 0, programmeId = null, ...register } = more;
    const [longitudeDeg, latitudeDeg] = point(at);
    const { id } = await this.enter('cameras', {
      name: `camera ${at.join()}`,
      villageId,
      programmeId,
      position: { longitudeDeg, latitudeDeg },
      network: { host: '10.1.1.1', onvif: { port: 80 } },
      register: { cameraType: '3', headingDeg, ...register },
    });
    return id;
  }

  async place(villageId: string, name: string, geometry: object, more: object = {}): Promise<string> {
    const place = { name, villageId, kind: '停车场', geometry, detail: 'recognise', ...more };
    return (await this.enter('places', place)).id;
  }

  sees(...cameraIds: readonly string[]): void {
    for (const id of cameraIds) this.judge(id, { outcome: 'live', impairment: null });
  }

  fails(...cameraIds: readonly string[]): void {
    const fault: Fault = { code: 'no-key-frame', detail: 'No key picture came.' };
    for (const id of cameraIds) this.judge(id, { outcome: 'frameless', fault });
  }

  judge(cameraId: string, verdict: Verdict): void {
    tellVerdict(this.service.app, cameraId, verdict);
  }

  get<T>(path: string): Promise<T> {
    return this.service.json<T>('GET', `/api/v1/${path}`);
  }

  /** Asks again until the answer is as wanted; fails with the last one. */
  async until<T>(path: string, isWanted: (answer: T) => boolean): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.get<T>(path);
      if (isWanted(answer)) return answer;
      if (Date.now() > deadline)
        throw new Error(`${path} is still ${JSON.stringify(answer).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** Asks again until there is an answer at all. */
  async untilOk(path: string): Promise<Response> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const response = await this.service.request('GET', path);
      if (response.ok || Date.now() > deadline) return response;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  close(): Promise<void> {
    return this.service.close();
  }

  private enter(noun: string, body: object): Promise<Entry> {
    return this.service.json<Entry>('POST', `/api/v1/${noun}`, body);
  }
}
