import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { RtspFailure } from './rtsp-failure.js';

const PAIR_TRIES = 20;

/** A pair of UDP ports, RTP even and RTCP odd, that listens to one host alone. */
export interface UdpReceiver {
  readonly rtpPort: number;
  /** Every datagram of the camera's host on the RTP port. */
  onRtp: (payload: Buffer) => void;
  close(): void;
}

/** Rejects with `prober-down` where this machine has no ports left. */
export async function openUdpReceiver(localAddress: string, remoteAddress: string): Promise<UdpReceiver> {
  for (let attempt = 0; attempt < PAIR_TRIES; attempt += 1) {
    const pair = await bindPair(localAddress);
    if (pair !== null) return receiverOf(...pair, remoteAddress);
  }
  throw new RtspFailure('prober-down', 'This machine has no free pair of UDP ports.');
}

/** Null when the neighbour of the port we were given is taken. */
async function bindPair(address: string): Promise<[rtp: Socket, rtcp: Socket] | null> {
  const first = await bind(address, 0).catch(() => null);
  if (first === null) return null;
  const { port } = first.address();
  const second = await bind(address, port ^ 1).catch(() => null);
  if (second === null) {
    first.close();
    return null;
  }
  return port % 2 === 0 ? [first, second] : [second, first];
}

function receiverOf(rtp: Socket, rtcp: Socket, remoteAddress: string): UdpReceiver {
  const receiver: UdpReceiver = {
    rtpPort: rtp.address().port,
    onRtp: () => {},
    close: () => {
      rtp.close();
      rtcp.close();
    },
  };
  rtp.on('message', (payload, { address }) => {
    if (address === remoteAddress) receiver.onRtp(payload);
  });
  // Reports are taken off the wire and not read.
  rtcp.on('message', () => {});
  return receiver;
}

function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', recvBufferSize: 1_048_576 });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ port, address, exclusive: true }, () => {
      socket.removeAllListeners('error').on('error', () => {});
      resolve(socket);
    });
  });
}
