import {
  AV_CODEC_FLAG_LOW_DELAY,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_MJPEG,
  AV_LOG_QUIET,
  type AVCodecID,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Log, Packet } from 'node-av/lib';
import type { VideoCodec } from '../../rtsp/key-picture.js';
import { incompleteness } from './incompleteness.js';

/** Refused by FFmpeg before it allocates anything: a hostile parameter set may claim 16,000 x 16,000. */
const MAX_PIXELS = 40_000_000n;

const CODEC_ID: Record<VideoCodec, AVCodecID> = {
  h264: AV_CODEC_ID_H264,
  h265: AV_CODEC_ID_HEVC,
  mjpeg: AV_CODEC_ID_MJPEG,
};

/** Decodes one picture after the other, synchronously, and keeps what the next leans on. */
export class LiveDecoder {
  private readonly context = new CodecContext();
  private readonly packet = new Packet();
  private readonly frame = new Frame();

  constructor(name: VideoCodec) {
    Log.setLevel(AV_LOG_QUIET);
    const codec = Codec.findDecoder(CODEC_ID[name]);
    if (codec === null) throw new Error(`the FFmpeg libraries hold no decoder for ${name}`);
    this.context.allocContext3(codec);
    this.context.threadCount = 1;
    this.context.setFlags(AV_CODEC_FLAG_LOW_DELAY);
    this.context.setOption('max_pixels', MAX_PIXELS);
    // By setOption and never as a Dictionary: node-av 6.1.1 frees that twice.
    if (this.context.open2Sync(codec) < 0) throw new Error(`the decoder for ${name} does not open`);
    this.packet.alloc();
    this.frame.alloc();
  }

  /** Null when nothing decodes. The frame lives until the next call. `isLast`: nothing comes after it. */
  decode(bytes: Buffer, isLast = false): Frame | null {
    this.frame.unref();
    this.packet.data = bytes;
    this.context.sendPacketSync(this.packet);
    this.packet.unref();
    if (isLast) this.context.sendPacketSync(null);
    return this.context.receiveFrameSync(this.frame) < 0 ? null : this.frame;
  }

  close(): void {
    this.packet.free();
    this.frame.free();
    this.context.freeContext();
  }
}

/** The size of a key picture behind its parameter sets; null when it does not decode as a whole. */
export function sizeOfKey(codec: VideoCodec, bytes: Buffer): { widthPx: number; heightPx: number } | null {
  const decoder = new LiveDecoder(codec);
  try {
    const frame = decoder.decode(bytes, true);
    if (frame === null || incompleteness(codec, frame) !== null) return null;
    return { widthPx: frame.width, heightPx: frame.height };
  } finally {
    decoder.close();
  }
}
