import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Farm, startFarm, type VirtualCamera } from '../farm/index.js';
import { BuiltService, until } from './built-service.js';
import { SOUND_CAMERA } from './sound-camera.js';

interface Transition {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly fault: { readonly code: string } | null;
}

const CAMERA: VirtualCamera = {
  id: 'camera',
  host: '127.72.0.1',
  ...SOUND_CAMERA,
};

describe('the built service', () => {
  let farm: Farm;
  let dataDir: string;
  let service: BuiltService;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-restart-'));
    farm = await startFarm([
      CAMERA,
      { ...CAMERA, id: 'changed', host: '127.72.0.2', faults: ['wrong-password'] },
    ]);
  }, 30_000);

  afterAll(async () => {
    await service?.kill();
    await farm?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('knows after kill -9 what it saw before, and invents nothing for the time that nobody looked', async () => {
    await start();
    const [camera, changed] = await register();
    await until(async () => (await stateOf(camera!)).state === 'online');
    await until(async () => (await stateOf(changed!)).fault?.code === 'login-rejected');
    // What is in memory is committed a moment later, and only what is committed can be known after the kill.
    await until(async () => (await transitionsOf(camera!)).length === 1);
    await service.kill();

    await start();
    await until(async () => (await stateOf(camera!)).state === 'online');

    let items: readonly Transition[] = [];
    await until(async () => {
      items = await transitionsOf(camera!);
      return items.length === 3;
    });
    expect(items.map(({ from, to, fault }) => [from, to, fault?.code ?? null])).toEqual([
      ['unknown', 'online', null],
      ['online', 'unknown', 'prober-down'],
      ['unknown', 'online', null],
    ]);
    const { groups } = await service.json<{ groups: { uptimeRatio: number; offlineS: number }[] }>(
      'uptime?by=camera&window=24h',
    );
    expect(groups.find((group) => group.uptimeRatio === 1)).toMatchObject({ offlineS: 0 });
  }, 60_000);

  it('spends no second login on a credential that was refused before the restart', async () => {
    const states = await service.json<{ items: { cameraId: string; name: string }[] }>('camera-states');
    const changed = states.items.find(({ name }) => name === 'changed')!;
    await until(async () => (await stateOf(changed.cameraId)).fault?.code === 'login-rejected');
    expect(farm.stats('changed').rejectedLogins).toBe(1);
  }, 60_000);

  async function start(): Promise<void> {
    service = await BuiltService.start(dataDir, {
      PROBING_HEARTBEAT_INTERVAL_S: '1',
      PROBING_FRAME_INTERVAL_S: '2',
    });
  }

  async function register(): Promise<string[]> {
    const village = await service.json<{ id: string }>('villages', { name: '演示村', kind: 'village' });
    const credential = await service.json<{ id: string }>('credentials', {
      name: 'monitor',
      ...CAMERA.login,
    });
    const ids = [];
    for (const camera of farm.cameras) {
      const network = { host: camera.host, onvif: { port: camera.onvifPort }, rtsp: null };
      const entry = { name: camera.id, villageId: village.id, credentialId: credential.id, network };
      ids.push((await service.json<{ id: string }>('cameras', entry)).id);
    }
    return ids;
  }

  async function transitionsOf(id: string): Promise<readonly Transition[]> {
    const { items } = await service.json<{ items: (Transition & { kind: string })[] }>(
      `cameras/${id}/timeline`,
    );
    return items.filter(({ kind }) => kind === 'state' || kind === 'fault');
  }

  function stateOf(id: string): Promise<{ state: string; fault: { code: string } | null }> {
    return service.json(`cameras/${id}/state`);
  }
});
