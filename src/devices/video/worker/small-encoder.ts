import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_JPEG,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational, type Frame } from 'node-av/lib';
import type { Coded } from './fragmenter.js';
import type { Size } from './scaler.js';

/** Who comes later waits this long for a picture, at most. */
const KEY_EVERY_S = 2;
const OPTIONS = { preset: 'veryfast', tune: 'zerolatency', profile: 'baseline', crf: '28' };

/** H.264 baseline, one picture in and the same one out. */
export class SmallEncoder {
  private readonly context = new CodecContext();
  private readonly packet = new Packet();

  constructor(
    readonly size: Size,
    picturesPerSecond: number,
  ) {
    const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
    if (codec === null) throw new Error('the FFmpeg libraries hold no H.264 encoder');
    const { context } = this;
    context.allocContext3(codec);
    context.threadCount = 1;
    context.width = size.widthPx;
    context.height = size.heightPx;
    context.pixelFormat = AV_PIX_FMT_YUV420P;
    context.colorRange = AVCOL_RANGE_JPEG;
    context.timeBase = new Rational(1, 90_000);
    context.framerate = new Rational(picturesPerSecond, 1);
    context.gopSize = picturesPerSecond * KEY_EVERY_S;
    context.maxBFrames = 0;
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    for (const [name, value] of Object.entries(OPTIONS))
      context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
    if (context.open2Sync(codec) < 0) throw new Error('the H.264 encoder does not open');
    this.packet.alloc();
  }

  /** SPS and PPS, Annex B. */
  get parameters(): Buffer {
    return this.context.extraData ?? Buffer.alloc(0);
  }

  /** Null when the encoder gives nothing for it. */
  encode(frame: Frame, time: number): Coded | null {
    frame.pts = BigInt(time);
    if (this.context.sendFrameSync(frame) < 0) return null;
    if (this.context.receivePacketSync(this.packet) < 0 || this.packet.data === null) return null;
    const coded = { bytes: Buffer.from(this.packet.data), isKey: this.packet.isKeyframe, time };
    this.packet.unref();
    return coded;
  }

  close(): void {
    this.packet.free();
    this.context.freeContext();
  }
}
