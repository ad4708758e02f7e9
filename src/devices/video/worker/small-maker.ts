import type { VideoCodec } from '../../rtsp/key-picture.js';
import type { LiveRequest, SmallLimits } from '../live/live-protocol.js';
import type { Coded } from './fragmenter.js';
import { LiveDecoder } from './live-decoder.js';
import { fitInside, Scaler, type Size } from './scaler.js';
import { SmallEncoder } from './small-encoder.js';

export interface SmallPicture {
  readonly coded: Coded;
  readonly parameters: Buffer;
  readonly size: Size;
}

const TICKS_PER_SECOND = 90_000;
const MAX_SIDE_PX = 8_192;

/** Decodes every picture, and makes a small one of so many a second. */
export class SmallMaker {
  private readonly decoder: LiveDecoder;
  private readonly scaler = new Scaler();
  private encoder: SmallEncoder | null = null;
  private dueTime = 0;

  constructor(
    codec: VideoCodec,
    private readonly limits: SmallLimits,
  ) {
    this.decoder = new LiveDecoder(codec);
  }

  make({ time }: Pick<LiveRequest, 'time'>, body: Buffer): SmallPicture | 'undecodable' | 'left-out' {
    const frame = this.decoder.decode(body);
    if (frame === null) return 'undecodable';
    if (time < this.dueTime) return 'left-out';
    const step = TICKS_PER_SECOND / this.limits.picturesPerSecond;
    this.dueTime = Math.max(this.dueTime + step, time);
    const size = fitInside(frame.width, frame.height, this.limits.maxWidthPx, MAX_SIDE_PX);
    const encoder = this.encoderFor(size);
    const coded = this.scaler.scale(frame, size, (small) => encoder.encode(small, time));
    return coded === null ? 'left-out' : { coded, parameters: encoder.parameters, size };
  }

  private encoderFor(size: Size): SmallEncoder {
    const { encoder } = this;
    if (encoder?.size.widthPx === size.widthPx && encoder.size.heightPx === size.heightPx) return encoder;
    encoder?.close();
    this.encoder = new SmallEncoder(size, this.limits.picturesPerSecond);
    return this.encoder;
  }
}
