import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { openBlockedListener } from './blocked-listener.js';
import type { VirtualCamera } from './camera.js';
import type { Farm, FarmOptions } from './farm.js';
import { Stock } from './media/stock.js';
import { serveOnvif } from './onvif/onvif-server.js';
import { VirtualDevice } from './virtual-device.js';

const TRAP_HOST = '127.255.255.1';

interface Open {
  close(): Promise<void>;
}

/** Starts virtual cameras on real sockets of 127.0.0.0/8. */
export async function startFarm(cameras: readonly VirtualCamera[], options: FarmOptions = {}): Promise<Farm> {
  const outside = cameras.find(({ host }) => !/^127\.\d+\.\d+\.\d+$/.test(host));
  if (outside)
    throw new Error(`${outside.id}: ${outside.host} is not on 127.0.0.0/8; the farm goes nowhere else`);
  const stock = await Stock.open();
  const trap = await openTrap();
  const devices = new Map(cameras.map((camera) => [camera.id, new VirtualDevice(camera, stock, trap.url)]));
  const isShared = cameras.length > (options.ownListenersUpTo ?? 2_000);
  const open = isShared ? new Map([['*', await openShared([...devices.values()])]]) : await openEach(devices);
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
      const device = find(id);
      device.change(patch);
      if (isShared) return;
      await open.get(id)?.close();
      open.set(id, await openOwn(device));
    },
    stats: (id) => find(id).ledger.snapshot(),
    trapHits: () => trap.hits(),
    close: async () => {
      for (const device of devices.values()) device.close();
      await Promise.all([...open.values(), trap].map((listener) => listener.close()));
    },
  };
}

async function openEach(devices: ReadonlyMap<string, VirtualDevice>): Promise<Map<string, Open>> {
  const open = new Map<string, Open>();
  for (const [id, device] of devices) open.set(id, await openOwn(device));
  return open;
}

async function openOwn(device: VirtualDevice): Promise<Open> {
  const { host, onvifPort, rtspPort, faults } = device.camera();
  if (faults.includes('unreachable')) {
    const onvif = await openBlockedListener(host, onvifPort);
    const rtsp = await openBlockedListener(host, rtspPort);
    device.setPorts(onvif.port, rtsp.port);
    return { close: async () => void (await Promise.all([onvif.close(), rtsp.close()])) };
  }
  const servers: Server[] = [];
  const listen = async (server: Server, port: number, isRefused: boolean): Promise<number> => {
    const bound = await listenOn(server, host, port);
    if (isRefused) await closeServer(server);
    else servers.push(server);
    return bound;
  };
  const isRefused = faults.includes('refuse');
  const onvif = await listen(device.onvifServer(), onvifPort, isRefused || faults.includes('onvif-refused'));
  const rtsp = await listen(device.rtspServer(), rtspPort, isRefused || faults.includes('rtsp-refused'));
  device.setPorts(onvif, rtsp);
  return {
    close: async () => {
      device.close();
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** One listener a port for all: the address that a viewer called says which camera was meant. */
async function openShared(devices: readonly VirtualDevice[]): Promise<Open> {
  const byHost = new Map(devices.map((device) => [device.camera().host, device]));
  const deviceOf = (socket: Socket): VirtualDevice | null => {
    const device = socket.remoteAddress?.startsWith('127.')
      ? byHost.get(socket.localAddress ?? '')
      : undefined;
    if (device === undefined || device.camera().faults.includes('refuse')) {
      socket.destroy();
      return null;
    }
    return device;
  };
  const { onvifPort, rtspPort } = devices[0]!.camera();
  const http = createHttpServer((request, response) => {
    const device = deviceOf(request.socket);
    if (device !== null) void serveOnvif(device, request, response).catch(() => response.destroy());
  });
  http.on('connection', (socket: Socket) => deviceOf(socket)?.accept(socket));
  const rtsp = createTcpServer((socket) => deviceOf(socket)?.serveRtsp(socket));
  const [onvifBound, rtspBound] = [
    await listenOn(http, '0.0.0.0', onvifPort),
    await listenOn(rtsp, '0.0.0.0', rtspPort),
  ];
  for (const device of devices) device.setPorts(onvifBound, rtspBound);
  return { close: async () => void (await Promise.all([closeServer(http), closeServer(rtsp)])) };
}

/** Where lying cameras send their callers. */
async function openTrap(): Promise<Open & { url: string; hits(): number }> {
  let hits = 0;
  const server = createTcpServer((socket) => {
    hits += 1;
    socket.destroy();
  });
  const port = await listenOn(server, TRAP_HOST, 0);
  return { url: `http://${TRAP_HOST}:${port}/`, hits: () => hits, close: () => closeServer(server) };
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 1_024 }, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
