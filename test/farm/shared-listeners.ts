import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { closeServer, listenOn } from './device-port.js';
import type { FarmFault } from './faults.js';
import { serveOnvif } from './onvif/onvif-server.js';
import type { VirtualDevice } from './virtual-device.js';

/**
 * One listener a port for all cameras: the address that a viewer called says which one was meant. It listens on every
 * address, so it drops whoever does not come from 127.0.0.0/8. It cannot refuse a connection: cameras that should are
 * accepted and reset.
 */
export async function openSharedListeners(
  devices: readonly VirtualDevice[],
): Promise<{ close(): Promise<void> }> {
  const { onvifPort, rtspPort } = commonPorts(devices);
  const byHost = new Map(devices.map((device) => [device.camera().host, device]));
  const find = (socket: Socket, ownRefusal: FarmFault): VirtualDevice | null => {
    const isLocal = socket.remoteAddress?.startsWith('127.') ?? false;
    const device = isLocal ? byHost.get(socket.localAddress ?? '') : undefined;
    const faults = device?.camera().faults ?? [];
    if (device !== undefined && !faults.includes('refuse') && !faults.includes(ownRefusal)) return device;
    socket.on('error', () => {}).resetAndDestroy();
    return null;
  };
  const http = createHttpServer((request, response) => {
    const device = byHost.get(request.socket.localAddress ?? '');
    if (device) void serveOnvif(device, request, response).catch(() => response.destroy());
  });
  http.on('connection', (socket: Socket) => find(socket, 'onvif-refused')?.accept(socket));
  const rtsp = createTcpServer((socket) => find(socket, 'rtsp-refused')?.serveRtsp(socket));
  const bound = [
    await listenOn(http, '0.0.0.0', onvifPort),
    await listenOn(rtsp, '0.0.0.0', rtspPort),
  ] as const;
  for (const device of devices) device.setPorts(...bound);
  return {
    close: async () => {
      const closed = [closeServer(http), closeServer(rtsp)];
      for (const device of devices) device.cutConnections();
      await Promise.all(closed);
    },
  };
}

function commonPorts(devices: readonly VirtualDevice[]): { onvifPort: number; rtspPort: number } {
  const { onvifPort, rtspPort } = devices[0]!.camera();
  for (const device of devices) {
    const camera = device.camera();
    if (camera.onvifPort !== onvifPort || camera.rtspPort !== rtspPort)
      throw new Error(`${camera.id}: cameras that share listeners must share their ports`);
    if (camera.faults.includes('unreachable'))
      throw new Error(`${camera.id}: a camera behind a shared listener cannot be unreachable`);
  }
  return { onvifPort, rtspPort };
}
