import net from 'node:net';
import tls from 'node:tls';
import type { Endpoint } from '../../wire/endpoint.js';

/**
 * Starts a connection. Cameras sign their own certificates and many speak only old TLS, so TLS here hides the talk
 * from listeners and proves nothing about the device.
 */
export function openSocket({ host, port, tls: isTls }: Endpoint): net.Socket {
  const socket = isTls
    ? tls.connect({
        host,
        port,
        ...(net.isIP(host) === 0 ? { servername: host } : {}),
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT:@SECLEVEL=0',
      })
    : net.connect({ host, port });
  // Whoever listens later: an error between two listeners must not end the process.
  return socket.setNoDelay(true).on('error', () => {});
}

export function onceUsable(socket: net.Socket, then: () => void): void {
  socket.once(socket instanceof tls.TLSSocket ? 'secureConnect' : 'connect', then);
}
