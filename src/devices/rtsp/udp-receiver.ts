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

export async function openUdpReceiver(localAddress: string, remoteAddress: string): Promise<UdpReceiver> {
  for (let attempt = 0; attempt < PAIR_TRIES; attempt += 1) {
    const rtp = await bind(localAddress, 0);
    const port = rtp.address().port;
    const rtcp = port % 2 === 0 ? await bind(localAddress, port + 1).catch(() => null) : null;
    if (rtcp !== null) return receiverOf(rtp, rtcp, remoteAddress);
    rtp.close();
  }
  throw new RtspFailure('prober-down', 'This machine has no free pair of UDP ports.');
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
    socket.bind(port, address, () => {
      socket.removeAllListeners('error').on('error', () => {});
      resolve(socket);
    });
  });
}
