import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { FRAME_BYTES, packetsOf, type Train } from '../media/train.js';

/** Puts packets on the wire, interleaved or as datagrams. Packets carry their interleaved frame. */
export interface Wire {
  readonly channel: number;
  /** As the answer to SETUP says it, without the SSRC. */
  readonly transport: string;
  send(train: Train): void;
  sendPackets(packets: readonly Buffer[]): void;
  report(packet: Buffer): void;
  /** The viewer's connection ends. */
  hangUp(): void;
  close(): void;
}

/** A viewer that does not read is not sent more than this. */
const MAX_WAITING_BYTES = 8 * 1_048_576;
const PORT_TRIES = 20;

export function interleavedWire(socket: Socket, channel: number): Wire {
  const write = (bytes: Buffer): void => {
    if (!socket.destroyed && socket.writableLength < MAX_WAITING_BYTES) socket.write(bytes);
  };
  return {
    channel,
    transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
    send: ({ bytes }) => write(bytes),
    sendPackets: (packets) => write(Buffer.concat(packets)),
    report: (packet) => {
      const frame = Buffer.from([0x24, channel + 1, packet.length >> 8, packet.length & 0xff]);
      write(Buffer.concat([frame, packet]));
    },
    hangUp: () => socket.end(),
    close: () => {},
  };
}

/** From the camera's own address and the ports that SETUP names: a careful viewer takes no other. */
export async function datagramWire(socket: Socket, clientPort: number): Promise<Wire> {
  const peer = socket.remoteAddress!;
  const [media, reports] = await bindPair(socket.localAddress!);
  const ports = `${media.address().port}-${reports.address().port}`;
  const sendPackets = (packets: readonly Buffer[]): void => {
    for (const packet of packets) media.send(packet.subarray(FRAME_BYTES), clientPort, peer, () => {});
  };
  return {
    channel: 0,
    transport: `RTP/AVP;unicast;client_port=${clientPort}-${clientPort + 1};server_port=${ports}`,
    send: (train) => sendPackets(packetsOf(train)),
    sendPackets,
    report: (packet) => reports.send(packet, clientPort + 1, peer, () => {}),
    hangUp: () => socket.end(),
    close: () => {
      media.close();
      reports.close();
    },
  };
}

/** An even port for RTP and the odd one above it for RTCP. */
async function bindPair(host: string): Promise<[UdpSocket, UdpSocket]> {
  for (let tried = 0; tried < PORT_TRIES; tried += 1) {
    const even = 20_000 + 2 * Math.floor(Math.random() * 6_000);
    const media = await bind(host, even);
    const reports = media && (await bind(host, even + 1));
    if (media && reports) return [media, reports];
    media?.close();
  }
  throw new Error(`no pair of free UDP ports on ${host}`);
}

function bind(host: string, port: number): Promise<UdpSocket | null> {
  return new Promise((resolve) => {
    const udp = createSocket('udp4');
    udp.once('error', () => {
      udp.close();
      resolve(null);
    });
    udp.bind(port, host, () => {
      udp.removeAllListeners('error').on('error', () => {});
      resolve(udp);
    });
  });
}
