import { randomInt } from 'node:crypto';
import type { VirtualCamera } from '../camera.js';
import type { Clip, Gop } from '../media/stock.js';
import { packetsOf, stamped, type Train } from '../media/train.js';
import { byeOf, senderReport } from './rtcp.js';
import type { Wire } from './wire.js';

/** Also the distance of JPEGs: each is a key picture, so that gopS says nothing of them. */
const TICK_MS = 250;
const FILMING_TICK_MS = 40;
const FILMED_PICTURES = 30;
export const DEFAULT_GOP_S = 1.5;
const REPORT_EVERY_MS = 5_000;
const CLOCK_HZ = 90_000;

/** Plays a clip to one viewer: a key picture at once (or after a wait), then a few pictures a second. */
export class RtpSender {
  readonly ssrc = randomInt(2 ** 32);
  private sequence = randomInt(65_536);
  private readonly firstTimestamp = randomInt(2 ** 31);
  private readonly startedMs = performance.now();
  private playTimer: NodeJS.Timeout | undefined;
  private reportTimer: NodeJS.Timeout | undefined;
  private keysSent = 0;
  private packetsSent = 0;
  private octetsSent = 0;

  constructor(
    private readonly camera: VirtualCamera,
    private readonly clip: Clip,
    private readonly begin: { readonly gop: number; readonly keyFrameWaitMs: number },
    private readonly wire: Wire,
  ) {}

  start(): void {
    const { faults } = this.camera;
    if (faults.includes('stream-ends')) return this.playAndEnd();
    this.report();
    this.reportTimer = setInterval(() => this.report(), REPORT_EVERY_MS);
    if (faults.includes('rtcp-only')) return;
    if (faults.includes('no-key-frame')) return this.playRestsOnly();
    this.playFrom(this.begin.keyFrameWaitMs);
  }

  /** Of the next packet, as PLAY tells it. */
  next(): { readonly sequence: number; readonly timestamp: number } {
    return { sequence: this.sequence, timestamp: this.timestamp() };
  }

  stop(): void {
    clearTimeout(this.playTimer);
    clearInterval(this.reportTimer);
  }

  /**
   * Whoever stays gets a second of film and then a few pictures a second. Joined in the middle, what is left of the
   * group before stands in front of the first key picture.
   */
  private playFrom(keyFrameWaitMs: number): void {
    const { codec, gopS } = this.camera;
    const pictures = this.pictures(this.begin.gop).length;
    const tickMs = codec === 'mjpeg' ? TICK_MS : ((gopS ?? DEFAULT_GOP_S) * 1_000) / pictures;
    const filmed = gopS === undefined ? FILMED_PICTURES : 0;
    const startMs = performance.now();
    const dueMs = (step: number): number =>
      keyFrameWaitMs + step * tickMs - Math.min(Math.max(step, 0), filmed) * (tickMs - FILMING_TICK_MS);
    const play = (step: number): void => {
      const gop = this.begin.gop + Math.max(-1, Math.floor(step / pictures));
      const inGop = ((step % pictures) + pictures) % pictures;
      this.show(gop, step < 0 ? Math.max(1, inGop) : inGop);
      const waitMs = dueMs(step + 1) - (performance.now() - startMs);
      this.playTimer = setTimeout(() => play(step + 1), waitMs);
    };
    play(-Math.ceil(keyFrameWaitMs / tickMs));
  }

  private playRestsOnly(): void {
    const rests = Math.max(1, this.pictures(this.begin.gop).length - 1);
    let step = 0;
    this.playTimer = setInterval(() => this.show(this.begin.gop, 1 + (step++ % rests)), TICK_MS);
    this.show(this.begin.gop, 1);
  }

  private playAndEnd(): void {
    this.sendPart(this.pictures(this.begin.gop).at(-1)!);
    this.wire.report(byeOf(this.ssrc));
    this.wire.hangUp();
  }

  /** Picture 0 of a group is the key picture. */
  private show(gop: number, inGop: number): void {
    const pictures = this.pictures(gop);
    const picture = pictures[inGop];
    if (inGop === 0) return this.sendKey(picture!);
    if (picture) this.send(picture);
    // Every JPEG is a key picture: where none may come, halves do.
    else this.sendPart(pictures[0]!);
  }

  private pictures(gop: number): readonly Train[] {
    const { gops } = this.clip;
    const { key, rest }: Gop = gops[((gop % gops.length) + gops.length) % gops.length]!;
    return [key, ...rest];
  }

  private sendKey(train: Train): void {
    this.keysSent += 1;
    if (this.keysSent > 1 || !this.camera.faults.includes('packet-loss')) return this.send(train);
    const packets = this.take(train);
    // A lost packet leaves its number unused.
    packets.splice(Math.floor(packets.length / 2), 1);
    this.wire.sendPackets(packets);
  }

  private send(train: Train): void {
    if (!this.camera.faults.includes('packet-reorder')) return this.wire.send(this.stamp(train));
    const packets = this.take(train);
    for (let index = 0; index + 1 < packets.length; index += 2) {
      [packets[index], packets[index + 1]] = [packets[index + 1]!, packets[index]!];
    }
    this.wire.sendPackets(packets);
  }

  /** The picture without its last packet, or the first of two: never a whole one. */
  private sendPart(train: Train): void {
    const packets = this.take(train);
    this.wire.sendPackets(packets.slice(0, Math.max(1, packets.length >> 1)));
  }

  private take(train: Train): Buffer[] {
    return packetsOf(this.stamp(train));
  }

  private stamp(train: Train): Train {
    const { sequence, ssrc } = this;
    const count = train.starts.length - 1;
    this.sequence = (sequence + count) & 0xffff;
    this.packetsSent += count;
    this.octetsSent += train.bytes.length - count * 16;
    return stamped(train, { channel: this.wire.channel, sequence, timestamp: this.timestamp(), ssrc });
  }

  private timestamp(): number {
    const elapsedMs = performance.now() - this.startedMs;
    return (this.firstTimestamp + Math.round((elapsedMs * CLOCK_HZ) / 1_000)) >>> 0;
  }

  private report(): void {
    const { ssrc, packetsSent, octetsSent } = this;
    this.wire.report(
      senderReport({ ssrc, timestamp: this.timestamp(), packetsSent, octetsSent }, Date.now()),
    );
  }
}
