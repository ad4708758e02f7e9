/**
 * A program of its own: paints and encodes what the virtual cameras show, and writes it into the folder named by its
 * first argument. FFmpeg's libraries stay out of the farm's process.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AV_CODEC_FLAG_QSCALE,
  AV_LOG_QUIET,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  FF_QP2LAMBDA,
  type FFEncoderCodec,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Log, Packet, Rational } from 'node-av/lib';
import { GOP_FRAMES, GOPS, REELS, type ReelName, reelFile, SIZES } from './reel-names.js';

const ENCODERS = { h264: 'libx264', h265: 'libx265', mjpeg: 'mjpeg' } as const;
/** As cameras are set up: H.265 with half the bits of H.264. */
const CRF = { h264: '26', h265: '31' };
const folder = process.argv[2]!;

Log.setLevel(AV_LOG_QUIET);
for (const name of REELS) writeFileSync(join(folder, reelFile(name)), JSON.stringify(encode(name)));

interface Coded {
  readonly isKey: boolean;
  readonly base64: string;
}

function encode({ codec: codecName, size, subject }: ReelName): Coded[] {
  const { widthPx, heightPx } = SIZES[size];
  const codec = Codec.findEncoderByName(ENCODERS[codecName] as FFEncoderCodec);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.threadCount = 1;
  context.width = widthPx;
  context.height = heightPx;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.colorRange = codecName === 'mjpeg' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  context.timeBase = new Rational(1, 25);
  context.maxBFrames = 0;
  const gopFrames = GOP_FRAMES[codecName];
  context.gopSize = gopFrames;
  tune(context, codecName);
  if (context.open2Sync(codec) < 0) throw new Error(`no encoder for ${codecName}`);
  const coded: Coded[] = [];
  const packet = new Packet();
  packet.alloc();
  const collect = (): void => {
    while (context.receivePacketSync(packet) >= 0) {
      const bytes = Buffer.from(packet.data!);
      coded.push({
        isKey: codecName === 'mjpeg' || (packet.flags & 1) !== 0,
        base64: bytes.toString('base64'),
      });
      packet.unref();
    }
  };
  for (let index = 0; index < GOPS[subject] * gopFrames; index += 1) {
    const scene = { widthPx, heightPx, subject, index, gop: Math.floor(index / gopFrames) };
    context.sendFrameSync(paint({ ...scene, isFull: codecName === 'mjpeg' }));
    collect();
  }
  context.sendFrameSync(null);
  collect();
  return coded;
}

function tune(context: CodecContext, codecName: ReelName['codec']): void {
  if (codecName === 'mjpeg') {
    context.setFlags(AV_CODEC_FLAG_QSCALE);
    context.globalQuality = 5 * FF_QP2LAMBDA;
    // RFC 2435 leaves the Huffman tables out of the packets: they must be the standard ones.
    context.setOption('huffman', 'default');
    return;
  }
  context.setOption('preset', 'veryfast');
  context.setOption('crf', CRF[codecName]);
  const gopFrames = GOP_FRAMES[codecName];
  const params = `keyint=${gopFrames}:min-keyint=${gopFrames}:scenecut=0:bframes=0:repeat-headers=1:annexb=1:log-level=none`;
  context.setOption(
    codecName === 'h264' ? 'x264-params' : 'x265-params',
    codecName === 'h264' ? params : `${params}:info=0:rc-lookahead=0`,
  );
}

interface Scene {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly subject: ReelName['subject'];
  readonly index: number;
  readonly gop: number;
  readonly isFull: boolean;
}

/** A street of gradients with a bar that moves and another grain in each group of pictures, or nothing but black. */
function paint({ widthPx, heightPx, subject, index, gop, isFull }: Scene): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_PIX_FMT_YUV420P;
  frame.width = widthPx;
  frame.height = heightPx;
  frame.colorRange = isFull ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  frame.allocBuffer();
  frame.pts = BigInt(index);
  if (isFull) frame.quality = 5 * FF_QP2LAMBDA;
  const isBlack = subject === 'black';
  const [luma, cb, cr] = frame.data!;
  const [stride = 0] = frame.linesize;
  const barX = subject === 'frozen' ? widthPx / 3 : (index * 37) % widthPx;
  let grain = gop + 1;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      grain = (Math.imul(grain, 1_103_515_245) + 12_345) >>> 0;
      const isBar = Math.abs(x - barX) < widthPx / 16;
      const street = 40 + (x * 120) / widthPx + (y % 64) / 2 + ((grain >>> 24) & 7) + (isBar ? 50 : 0);
      luma![y * stride + x] = isBlack ? (isFull ? 0 : 16) : street;
    }
  }
  cb!.fill(isBlack ? 128 : 112);
  cr!.fill(isBlack ? 128 : 140);
  return frame;
}
