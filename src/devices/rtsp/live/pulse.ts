import { RtspFailure } from '../rtsp-failure.js';
import type { RtspLimits } from '../rtsp-limits.js';

const LOOK_MS = 500;

/** Sees to it that pictures keep coming, and not more bytes than a camera has to say. */
export class Pulse {
  packets = 0;
  datagramBytes = 0;
  isStopped = false;
  /** Rejects when the session is over, with what ended it. */
  readonly stopped: Promise<never>;
  private fail!: (cause: Error) => void;
  private timer: NodeJS.Timeout | undefined;
  private lastBeatAt = performance.now();
  private packetsAtBeat = 0;

  constructor(private readonly limits: RtspLimits) {
    this.stopped = new Promise((_resolve, reject) => (this.fail = reject));
    this.stopped.catch(() => {});
  }

  /** `streamBytes`: everything that came over the connection so far. */
  begin(streamBytes: () => number): void {
    this.lastBeatAt = performance.now();
    let [before, beforeAt] = [streamBytes() + this.datagramBytes, performance.now()];
    this.timer = setInterval(() => {
      const [bytes, at] = [streamBytes() + this.datagramBytes, performance.now()];
      // Over at least a second: what waited while this process was busy comes at once.
      const seconds = Math.max(1, (at - beforeAt) / 1_000);
      if (bytes - before > this.limits.maxBytesPerSecond * seconds) return this.stop(this.flooded());
      [before, beforeAt] = [bytes, at];
      this.look(at);
    }, LOOK_MS);
    if (this.isStopped) clearInterval(this.timer);
  }

  /** A picture came. */
  beat(): void {
    this.lastBeatAt = performance.now();
    this.packetsAtBeat = this.packets;
  }

  stop(cause: Error): void {
    this.isStopped = true;
    clearInterval(this.timer);
    this.fail(cause);
  }

  private look(at: number): void {
    const silentMs = at - this.lastBeatAt;
    const { firstPacketTimeoutMs, keyPictureTimeoutMs } = this.limits;
    const hasPackets = this.packets > this.packetsAtBeat;
    if (!hasPackets && silentMs > Math.min(firstPacketTimeoutMs, keyPictureTimeoutMs))
      return this.stop(new RtspFailure('stream-no-packets', 'The camera sends no picture packets any more.'));
    if (silentMs <= keyPictureTimeoutMs) return;
    const seconds = Math.round(keyPictureTimeoutMs / 1_000);
    this.stop(new RtspFailure('no-key-frame', `No whole picture within ${seconds} s.`));
  }

  private flooded(): RtspFailure {
    const { maxBytesPerSecond } = this.limits;
    return new RtspFailure(
      'stream-too-large',
      `The camera sends more than ${maxBytesPerSecond} bytes a second.`,
    );
  }
}
