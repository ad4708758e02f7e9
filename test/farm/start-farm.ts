import type { VirtualCamera } from './camera.js';
import type { Farm, FarmOptions } from './farm.js';
import { Stock } from './media/stock.js';
import { OwnListeners } from './own-listeners.js';
import { openSharedListeners } from './shared-listeners.js';
import { Trap } from './trap.js';
import { VirtualDevice } from './virtual-device.js';

const DEFAULT_OWN_LISTENERS_UP_TO = 2_000;

interface Open {
  close(): Promise<void>;
}

/** Starts virtual cameras on real sockets of 127.0.0.0/8. */
export async function startFarm(cameras: readonly VirtualCamera[], options: FarmOptions = {}): Promise<Farm> {
  refuseMistakes(cameras, options.networks ?? []);
  const stock = await Stock.open();
  const trap = await Trap.open();
  const devices = new Map(
    cameras.map((camera) => [camera.id, new VirtualDevice(camera, { stock, trapUrl: trap.url, ...options })]),
  );
  const isShared = cameras.length > (options.ownListenersUpTo ?? DEFAULT_OWN_LISTENERS_UP_TO);
  const own = new Map<string, OwnListeners>();
  const open: Open[] = [trap];
  const close = async (): Promise<void> =>
    void (await Promise.all([...open, ...own.values()].map((listener) => listener.close())));
  try {
    if (isShared) open.push(await openSharedListeners([...devices.values()]));
    else await openOwn(devices, own, options.discoveryPort);
    await coverTrap(devices, trap);
  } catch (cause) {
    await close();
    throw cause;
  }
  return farmOf(devices, { own, trap, close });
}

async function openOwn(
  devices: ReadonlyMap<string, VirtualDevice>,
  own: Map<string, OwnListeners>,
  discoveryPort: number | undefined,
): Promise<void> {
  for (const [id, device] of devices) {
    const listeners = new OwnListeners(device, discoveryPort);
    own.set(id, listeners);
    await listeners.settle();
  }
}

function farmOf(
  devices: ReadonlyMap<string, VirtualDevice>,
  rest: { own: ReadonlyMap<string, OwnListeners>; trap: Trap; close(): Promise<void> },
): Farm {
  const find = (id: string): VirtualDevice => {
    const device = devices.get(id);
    if (device === undefined) throw new Error(`the farm has no camera ${id}`);
    return device;
  };
  return {
    get cameras() {
      return [...devices.values()].map((device) => device.camera());
    },
    camera: (id) => find(id).camera(),
    change: async (id, patch) => {
      find(id).change(patch);
      await rest.own.get(id)?.settle();
      await coverTrap(devices, rest.trap);
    },
    stats: (id) => find(id).ledger.snapshot(),
    trapHits: () => rest.trap.hits,
    close: () => rest.close(),
  };
}

async function coverTrap(devices: ReadonlyMap<string, VirtualDevice>, trap: Trap): Promise<void> {
  for (const device of devices.values()) {
    const { faults, rtspPort } = device.camera();
    if (faults.includes('stream-uri-elsewhere')) await trap.coverPort(rtspPort);
  }
}

function refuseMistakes(cameras: readonly VirtualCamera[], networks: readonly string[]): void {
  const [ids, hosts] = [new Set<string>(), new Set<string>()];
  for (const { id, host } of cameras) {
    const isOurs = networks.some((network) => host.startsWith(network));
    if (!isOurs && !/^127\.\d+\.\d+\.\d+$/.test(host))
      throw new Error(`${id}: ${host} is not on 127.0.0.0/8; the farm goes nowhere else`);
    if (ids.has(id) || hosts.has(host))
      throw new Error(`${id}: two cameras have this id or the address ${host}`);
    ids.add(id);
    hosts.add(host);
  }
}
