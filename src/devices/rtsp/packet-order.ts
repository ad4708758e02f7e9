import { type RtpPacket, sequenceGap } from './rtp-packet.js';

/** A jump further than this is a camera that numbers anew, not a loss. */
const MAX_GAP = 3_000;
/** No packet comes later than this; one that is further behind begins a new count too. */
const MAX_LATE = 128;

/**
 * Hands packets on in the order of their sequence numbers. Neighbours change places, over UDP anywhere on the way and
 * in some cameras even before TCP, so up to `window` early packets wait for the missing one before it counts as lost.
 */
export class PacketOrder {
  lost = 0;
  private expected: number | null = null;
  private readonly early = new Map<number, RtpPacket>();

  constructor(
    private readonly window: number,
    private readonly deliver: (packet: RtpPacket, hasGap: boolean) => void,
  ) {}

  push(packet: RtpPacket): void {
    this.expected ??= packet.sequence;
    const gap = sequenceGap(this.expected, packet.sequence);
    if (gap === 0) return this.advance(packet, false);
    if (gap > MAX_GAP || gap < -MAX_LATE) return this.startOver(packet);
    if (gap < 0) return;
    this.early.set(packet.sequence, packet);
    if (this.early.size > this.window) this.giveUp();
  }

  private advance(packet: RtpPacket, hasGap: boolean): void {
    this.expected = (packet.sequence + 1) & 0xffff;
    this.deliver(packet, hasGap);
    const next = this.early.get(this.expected);
    if (next === undefined) return;
    this.early.delete(this.expected);
    this.advance(next, false);
  }

  private giveUp(): void {
    const [nearest] = [...this.early.values()].toSorted(
      (a, b) => sequenceGap(this.expected!, a.sequence) - sequenceGap(this.expected!, b.sequence),
    );
    this.early.delete(nearest!.sequence);
    this.skipTo(nearest!, sequenceGap(this.expected!, nearest!.sequence));
  }

  private skipTo(packet: RtpPacket, gap: number): void {
    this.lost += gap;
    this.advance(packet, true);
  }

  private startOver(packet: RtpPacket): void {
    this.early.clear();
    this.advance(packet, true);
  }
}
