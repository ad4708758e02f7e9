import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

export const DISCOVERY_PORT = 3_702;
const GROUP = { ipv4: '239.255.255.250', ipv6: 'ff02::c' } as const;
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/** A network card to ask on: its address of that family, and its name where IPv6 needs it to choose the link. */
export interface ProbeInterface {
  readonly name: string;
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
}

export type Receive = (datagram: Buffer, from: RemoteInfo) => void;

/** One UDP socket. What goes wrong on it after it was opened is counted by who sends, and stops nothing. */
export class ProbeSocket {
  private constructor(private readonly socket: Socket) {
    socket.on('error', () => {});
  }

  /** For hosts that are asked one by one. Rejects with the system's error where the port is taken. */
  static async forHosts(family: 'ipv4' | 'ipv6', sourcePort: number, receive: Receive): Promise<ProbeSocket> {
    return new ProbeSocket(
      await bound(family, { address: family === 'ipv4' ? '0.0.0.0' : '::' }, sourcePort, receive),
    );
  }

  /** For everybody on the link of this card. */
  static async forInterface(
    { name, address, family }: ProbeInterface,
    sourcePort: number,
    receive: Receive,
  ): Promise<ProbeSocket> {
    const local = family === 'ipv4' ? address : '::';
    const socket = await bound(family, { address: local }, sourcePort, receive);
    socket.setMulticastInterface(family === 'ipv4' ? address : `::%${name}`);
    socket.setMulticastTTL(1);
    return new ProbeSocket(socket);
  }

  /** False where the system would not send it. */
  send(datagram: string, host: string, port: number): Promise<boolean> {
    return new Promise((resolve) => {
      try {
        this.socket.send(datagram, port, host, (error) => resolve(error === null));
      } catch {
        resolve(false);
      }
    });
  }

  sendToGroup(datagram: string, family: 'ipv4' | 'ipv6', port: number): Promise<boolean> {
    return this.send(datagram, GROUP[family], port);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }
}

function bound(
  family: 'ipv4' | 'ipv6',
  { address }: { readonly address: string },
  port: number,
  receive: Receive,
): Promise<Socket> {
  // Several cards share a fixed port; the more exact address gets the datagram.
  const reuseAddr = port !== 0;
  const socket = createSocket({
    type: family === 'ipv4' ? 'udp4' : 'udp6',
    reuseAddr,
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  });
  socket.on('message', receive);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.close();
      reject(error);
    };
    socket.once('error', fail);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
