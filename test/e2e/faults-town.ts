import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Farm, startFarm } from '../farm/index.js';
import { BuiltService, until } from './built-service.js';
import { SOUND_CAMERA } from './sound-camera.js';

/** Quick to see, quick to confirm, quick to close. */
export const QUICK = {
  PROBING_HEARTBEAT_INTERVAL_S: '1',
  PROBING_FRAME_INTERVAL_S: '3',
  UPTIME_CLOSE_AFTER_LIVE_S: '1',
  UPTIME_INCIDENT_GATHER_S: '1',
};
/** Within two frame intervals of the above, and what a busy machine adds. */
export const TWO_INTERVALS_MS = 2 * 3_000 + 4_000;

export interface Transition {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly fault: { readonly code: string } | null;
}

export interface Outage {
  readonly id: string;
  readonly cameraName: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly fault: { readonly code: string };
}

interface State {
  readonly cameraId: string;
  readonly name: string;
  readonly state: string;
  readonly fault: { readonly code: string } | null;
}

/** A few cameras, and the built service that watches them and that something is going to happen to. */
export class FaultsTown {
  service!: BuiltService;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'shouwang-faults-'));

  private constructor(readonly farm: Farm) {}

  /** `net` is the second number of their addresses, for this suite alone. */
  static async build(net: number, names: readonly string[]): Promise<FaultsTown> {
    return FaultsTown.at(new Map(names.map((name, index) => [name, `127.${net}.0.${index + 1}`])));
  }

  /** With cameras by name at addresses of the test's own, which begin so. */
  static async at(hosts: ReadonlyMap<string, string>, networks: readonly string[] = []): Promise<FaultsTown> {
    const cameras = [...hosts].map(([id, host]) => ({ ...SOUND_CAMERA, id, host }));
    return new FaultsTown(await startFarm(cameras, { networks }));
  }

  async start(
    settings: Readonly<Record<string, string>> = {},
    surroundings: Parameters<typeof BuiltService.start>[2] = {},
  ): Promise<void> {
    this.service = await BuiltService.start(this.dataDir, { ...QUICK, ...settings }, surroundings);
  }

  async close(): Promise<void> {
    await this.service?.kill();
    await this.farm.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Enters the cameras into an empty register, in zones that are made, and waits until each has a picture. */
  async register(
    zoneOf: (name: string) => string | undefined = () => undefined,
    more: object = {},
  ): Promise<void> {
    const make = async (noun: string, body: object): Promise<string> =>
      (await this.service.json<{ id: string }>(noun, body)).id;
    const villageId = await make('villages', { name: '演示村', kind: 'village' });
    const credentialId = await make('credentials', { name: 'monitor', ...SOUND_CAMERA.login });
    const zoneIds = new Map<string | undefined, string>();
    for (const { id: name, host, onvifPort } of this.farm.cameras) {
      const network = { host, onvif: { port: onvifPort }, rtsp: null };
      const zone = zoneOf(name);
      if (zone !== undefined && !zoneIds.has(zone)) zoneIds.set(zone, await make('zones', { name: zone }));
      const zoneId = zoneIds.get(zone);
      await make('cameras', { name, villageId, credentialId, network, ...(zoneId && { zoneId }), ...more });
    }
    await this.settled(Object.fromEntries(this.farm.cameras.map(({ id }) => [id, 'online'])));
  }

  /** From now on the camera refuses every connection. */
  fell(name: string): Promise<void> {
    return this.farm.change(name, { faults: ['refuse'] });
  }

  mended(name: string): Promise<void> {
    return this.farm.change(name, { faults: [] });
  }

  async states(): Promise<Readonly<Record<string, string>>> {
    const { items } = await this.service.json<{ items: State[] }>('camera-states');
    return Object.fromEntries(items.map(({ name, state }) => [name, state]));
  }

  /** Waits until the cameras that are named stand so; answers with the milliseconds that it took. */
  async settled(expected: Readonly<Record<string, string>>): Promise<number> {
    const begun = performance.now();
    await until(async () => {
      const states = await this.states();
      return Object.entries(expected).every(([name, state]) => states[name] === state);
    });
    return performance.now() - begun;
  }

  /** Oldest first. */
  async outages(): Promise<readonly Outage[]> {
    return (await this.service.json<{ items: Outage[] }>('outages')).items.toReversed();
  }

  /** Waits until what is in memory is in the database, too. */
  async outageOf(name: string, holds: (outage: Outage) => boolean = () => true): Promise<Outage> {
    let found: Outage | undefined;
    await until(async () => {
      found = (await this.outages()).find((outage) => outage.cameraName === name && holds(outage));
      return found !== undefined;
    });
    return found!;
  }

  async transitionsOf(name: string): Promise<readonly Transition[]> {
    const { items } = await this.service.json<{ items: State[] }>('camera-states');
    const { cameraId } = items.find((item) => item.name === name)!;
    const path = `cameras/${cameraId}/timeline`;
    const { items: told } = await this.service.json<{ items: (Transition & { kind: string })[] }>(path);
    return told.filter(({ kind }) => kind === 'state');
  }

  async offlineS(): Promise<number> {
    const { groups } = await this.service.json<{ groups: { offlineS: number }[] }>(
      'uptime?by=town&window=24h',
    );
    return groups[0]!.offlineS;
  }

  /** As Prometheus reads it: from loopback, without a token. */
  async metrics(): Promise<string> {
    const response = await fetch(new URL('/metrics', this.service.url));
    if (!response.ok) throw new Error(`/metrics answered ${response.status}: ${await response.text()}`);
    return response.text();
  }
}
