import type { VirtualCamera } from '../camera.js';
import { payloadTypeOf } from '../media/sdp.js';
import type { Clip, Gop } from '../media/stock.js';
import type { Payload } from '../media/packetize.js';

/** Puts one RTP or RTCP packet on the wire, interleaved or as a datagram. */
export interface Wire {
  media(packet: Buffer): void;
  report(packet: Buffer): void;
  end(): void;
}

const FRAME_MS = 200;
const CLOCK_HZ = 90_000;

/** Plays a clip to one viewer: a key picture at once (or after a wait), then a few pictures a second. */
export class RtpSender {
  private sequence = Math.floor(Math.random() * 65_536);
  private timestamp = Math.floor(Math.random() * 2 ** 31);
  private readonly ssrc = Math.floor(Math.random() * 2 ** 32);
  private timer: NodeJS.Timeout | undefined;
  private picture = 0;
  private keysSent = 0;

  constructor(
    private readonly camera: VirtualCamera,
    private readonly clip: Clip,
    private readonly firstGop: number,
    private readonly wire: Wire,
  ) {}

  start(): void {
    const { faults, firstKeyFrameMs = 0, gopS = 1.5 } = this.camera;
    if (faults.includes('rtcp-only')) return this.every(() => this.wire.report(this.senderReport()));
    const gops = faults.includes('sprop-only') ? this.clip.bareGops : this.clip.gops;
    const waitPictures = Math.ceil(firstKeyFrameMs / FRAME_MS);
    const gopPictures = Math.max(1, Math.round((gopS * 1_000) / FRAME_MS));
    const step = (): void => {
      this.showPicture(gops, this.picture - waitPictures, gopPictures);
      this.picture += 1;
    };
    step();
    this.every(step);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private every(task: () => void): void {
    this.timer = setInterval(task, FRAME_MS);
    this.timer.unref();
  }

  private showPicture(gops: readonly Gop[], index: number, gopPictures: number): void {
    const { faults } = this.camera;
    const gop = gops[(this.firstGop + Math.max(0, Math.floor(index / gopPictures))) % gops.length]!;
    const isKey = index >= 0 && index % gopPictures === 0 && !faults.includes('no-key-frame');
    if (faults.includes('stream-ends')) {
      this.send(gop.rest[0]?.slice(0, 1) ?? gop.key.slice(0, 1));
      this.stop();
      return this.wire.end();
    }
    // MJPEG knows key pictures only: a broken camera of that kind sends halves.
    const rest = gop.rest[Math.abs(index) % Math.max(1, gop.rest.length)] ?? gop.key.slice(1);
    this.timestamp = (this.timestamp + (CLOCK_HZ * FRAME_MS) / 1_000) >>> 0;
    if (!isKey) return this.send(rest);
    this.keysSent += 1;
    this.send(this.spoilt(gop.key), true);
  }

  private spoilt(key: readonly Payload[]): readonly Payload[] {
    const { faults } = this.camera;
    if (faults.includes('garbage-nals'))
      return key.map((payload, index) => noise(payload, index, this.clip.codec));
    return key;
  }

  private send(payloads: readonly Payload[], isKey = false): void {
    const packets = payloads.map((payload) => this.rtp(payload));
    // A lost packet leaves its number unused.
    if (isKey && this.keysSent === 1 && this.camera.faults.includes('packet-loss')) packets.splice(-2, 1);
    if (this.camera.faults.includes('packet-reorder')) {
      for (let index = 0; index + 1 < packets.length; index += 2) {
        [packets[index], packets[index + 1]] = [packets[index + 1]!, packets[index]!];
      }
    }
    for (const packet of packets) this.wire.media(packet);
  }

  private rtp({ bytes, isMarked }: Payload): Buffer {
    const packet = Buffer.allocUnsafe(12 + bytes.length);
    packet[0] = 0x80;
    packet[1] = payloadTypeOf(this.clip) | (isMarked ? 0x80 : 0);
    packet.writeUInt16BE(this.sequence, 2);
    packet.writeUInt32BE(this.timestamp, 4);
    packet.writeUInt32BE(this.ssrc, 8);
    bytes.copy(packet, 12);
    this.sequence = (this.sequence + 1) & 0xffff;
    return packet;
  }

  private senderReport(): Buffer {
    const report = Buffer.alloc(28);
    report.set([0x80, 200, 0, 6]);
    report.writeUInt32BE(this.ssrc, 4);
    return report;
  }
}

/** Noise behind right headers. Parameter sets stay, or nothing would look like a picture at all. */
function noise(payload: Payload, index: number, codec: Clip['codec']): Payload {
  const keep = codec === 'mjpeg' ? (index === 0 ? 140 : 8) : 4;
  const bytes = Buffer.from(payload.bytes);
  const isFragment =
    codec === 'h264' ? (bytes[0]! & 0x1f) === 28 : codec === 'h265' ? ((bytes[0]! >> 1) & 0x3f) === 49 : true;
  const from =
    isFragment || codec === 'mjpeg' ? keep : Math.max(keep, bytes.length - Math.floor(bytes.length / 2));
  for (let at = from; at < bytes.length; at += 1) bytes[at] = (at * 167 + index * 59 + 13) & 0xff;
  return { ...payload, bytes };
}
