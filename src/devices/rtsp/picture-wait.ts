import type { Depacketizer } from './depacketize/depacketizer.js';
import { H264 } from './depacketize/h264.js';
import { H265 } from './depacketize/h265.js';
import { JpegStream } from './depacketize/mjpeg.js';
import { NalStream } from './depacketize/nal-stream.js';
import type { KeyPicture } from './key-picture.js';
import type { MediaSession } from './media-session.js';
import { PacketOrder } from './packet-order.js';
import { parseRtp, type RtpPacket } from './rtp-packet.js';
import { RtspFailure } from './rtsp-failure.js';
import type { RtspLimits } from './rtsp-limits.js';

/** How many early packets wait for a missing one. */
const WINDOW = { tcp: 1, udp: 32 };

/** Waits for the first media packet, then for the first whole key picture. Costs a timer while nothing comes. */
export class PictureWait {
  packets = 0;
  udpBytes = 0;
  private readonly order: PacketOrder;
  private readonly depacketizer: Depacketizer;
  private isDone = false;
  private timer: NodeJS.Timeout | undefined;
  readonly firstPacket: Promise<void>;
  readonly picture: Promise<KeyPicture>;
  private onFirst!: () => void;
  private onPicture!: (picture: KeyPicture) => void;
  private onFailure!: (cause: Error) => void;

  constructor(
    private readonly media: MediaSession,
    private readonly limits: RtspLimits,
  ) {
    this.firstPacket = new Promise<void>((resolve, reject) => {
      this.onFirst = resolve;
      this.onFailure = reject;
    });
    const failFirst = this.onFailure;
    this.picture = new Promise<KeyPicture>((resolve, reject) => {
      this.onPicture = resolve;
      this.onFailure = (cause) => {
        failFirst(cause);
        reject(cause);
      };
    });
    // Whoever waits for one of them must not be surprised by the end of the other.
    this.firstPacket.catch(() => {});
    this.picture.catch(() => {});
    this.depacketizer = depacketizerFor(media, limits.maxPictureBytes);
    this.order = new PacketOrder(WINDOW[media.transport], (packet, hasGap) => {
      const picture = this.isDone ? null : this.depacketizer.push(packet, hasGap);
      if (picture !== null) this.finish(picture);
    });
  }

  get lostPackets(): number {
    return this.order.lost;
  }

  /** The clocks run from the answer to PLAY. */
  startClocks(): void {
    const { firstPacketTimeoutMs, keyPictureTimeoutMs } = this.limits;
    const waitMs = Math.min(firstPacketTimeoutMs, keyPictureTimeoutMs);
    this.timer = setTimeout(() => {
      if (this.packets === 0)
        return this.fail(
          new RtspFailure('stream-no-packets', 'PLAY is accepted, but no picture packets come.'),
        );
      this.timer = setTimeout(() => this.fail(this.noPicture()), keyPictureTimeoutMs - waitMs);
    }, waitMs);
  }

  take(bytes: Buffer): void {
    if (this.isDone) return;
    const packet = parseRtp(bytes);
    if (packet === null || !this.isOurs(packet)) return;
    this.packets += 1;
    if (this.packets === 1) this.onFirst();
    this.order.push(packet);
  }

  takeDatagram(bytes: Buffer): void {
    this.udpBytes += bytes.length;
    try {
      if (this.udpBytes <= this.limits.maxBytes) return this.take(bytes);
    } catch (cause) {
      return this.fail(cause as Error);
    }
    const { maxBytes } = this.limits;
    this.fail(new RtspFailure('stream-too-large', `The camera sent more than ${maxBytes} bytes.`));
  }

  fail(cause: Error): void {
    this.stop();
    this.onFailure(cause);
  }

  stop(): void {
    this.isDone = true;
    clearTimeout(this.timer);
  }

  private finish(picture: KeyPicture): void {
    this.stop();
    this.onPicture(picture);
  }

  /** Some firmwares number the payload otherwise in SDP and packets; one stream alone is set up, so type is no test. */
  private isOurs(packet: RtpPacket): boolean {
    return packet.payload.length > 0;
  }

  private noPicture(): RtspFailure {
    const seconds = Math.round(this.limits.keyPictureTimeoutMs / 1_000);
    const { garbled } = this.depacketizer;
    if (garbled > this.packets / 2) {
      return new RtspFailure('frame-garbled', `Of ${this.packets} packets ${garbled} could not be read.`);
    }
    return new RtspFailure(
      'no-key-frame',
      `No whole key picture within ${seconds} s (${this.packets} packets).`,
    );
  }
}

function depacketizerFor({ video }: MediaSession, maxPictureBytes: number): Depacketizer {
  if (video.codec === 'mjpeg') return new JpegStream(video, maxPictureBytes);
  return new NalStream(video.codec === 'h265' ? H265 : H264, video.parameterSets, maxPictureBytes);
}
