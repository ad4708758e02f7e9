import { randomInt } from 'node:crypto';
import { couple, stamped } from '../media/train.js';
import type { Wire } from './wire.js';

const PACKET_MS = 100;
const SAMPLES = 800;
const PCMA = 8;

/** A microphone in a quiet room: G.711 silence, ten packets a second. */
const SILENCE = couple([{ bytes: Buffer.alloc(SAMPLES, 0xd5), isMarked: false }], PCMA);

export class SilenceSender {
  private readonly ssrc = randomInt(2 ** 32);
  private count = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly wire: Wire) {}

  start(): void {
    this.timer = setInterval(() => {
      const { ssrc, count } = this;
      const { channel } = this.wire;
      this.wire.send(
        stamped(SILENCE, { channel, ssrc, sequence: count, timestamp: (count * SAMPLES) >>> 0 }),
      );
      this.count += 1;
    }, PACKET_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
