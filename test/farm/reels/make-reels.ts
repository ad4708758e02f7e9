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

/** The picture of a scene; another grain in each group of pictures, so that no two samples are equal to the bit. */
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
  const { lumaAt, cb: blue, cr: red } = SUBJECTS[subject];
  const [luma, cb, cr] = frame.data!;
  const [stride = 0] = frame.linesize;
  const barX = subject === 'frozen' ? 1 / 3 : ((index * 37) % widthPx) / widthPx;
  let grain = gop + 1;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      grain = (Math.imul(grain, 1_103_515_245) + 12_345) >>> 0;
      const spot = { x: x / widthPx, y: y / heightPx, grain: (grain >>> 24) & 7, barX, isFull };
      luma![y * stride + x] = lumaAt(spot);
    }
  }
  cb!.fill(blue);
  cr!.fill(red);
  return frame;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly grain: number;
  readonly barX: number;
  readonly isFull: boolean;
}

interface Paint {
  readonly lumaAt: (spot: Spot) => number;
  readonly cb: number;
  readonly cr: number;
}

/** Houses of many shades in growing light, and a bar that moves. */
const STREET: Paint = {
  lumaAt: ({ x, y, grain, barX }) => {
    const house = (Math.floor(x * 24) * 7 + Math.floor(y * 13) * 11) % 5;
    return 40 + x * 110 + house * 8 + grain + (Math.abs(x - barX) < 1 / 16 ? 50 : 0);
  },
  cb: 112,
  cr: 140,
};

const SUBJECTS: Record<ReelName['subject'], Paint> = {
  moving: STREET,
  frozen: STREET,
  black: { lumaAt: ({ isFull }) => (isFull ? 0 : 16), cb: 128, cr: 128 },
  // A cloth with a fold.
  covered: { lumaAt: ({ x, y, grain }) => 70 + 12 * Math.sin(3 * x + 2 * y) + grain / 2, cb: 118, cr: 134 },
  // Light and dark without a single edge.
  blurred: {
    lumaAt: ({ x, y, grain }) => 125 + 70 * Math.sin(44 * x) * Math.cos(18 * y) + grain / 4,
    cb: 112,
    cr: 140,
  },
  'signal-lost': { lumaAt: () => 41, cb: 240, cr: 110 },
};

for (const name of REELS) writeFileSync(join(folder, reelFile(name)), JSON.stringify(encode(name)));
