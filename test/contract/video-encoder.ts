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
import type { Material } from './video-material.js';

const ENCODER = { h264: 'libx264', h265: 'libx265', mjpeg: 'mjpeg' } as const;

// A program of its own: takes a Material as JSON, writes one coded key picture to standard output.
Log.setLevel(AV_LOG_QUIET);
const material = JSON.parse(process.argv[2]!) as Material;
process.stdout.write(encode(material, paint(material)));

function paint({ subject, widthPx, heightPx, seed = 1, fullRange = false }: Material): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_PIX_FMT_YUV420P;
  frame.width = widthPx;
  frame.height = heightPx;
  frame.colorRange = fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  frame.allocBuffer();
  frame.pts = 0n;
  const [luma, cb, cr] = frame.data!;
  const [lumaStride = 0] = frame.linesize;
  let grain = seed;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      grain = (Math.imul(grain, 1_103_515_245) + 12_345) >>> 0;
      const scene = 40 + ((x * 120) / widthPx + (y % 64)) + ((grain >>> 24) & 31);
      luma![y * lumaStride + x] = subject === 'black' ? (fullRange ? 0 : 16) : Math.round(scene);
    }
  }
  cb!.fill(subject === 'black' ? 128 : 110);
  cr!.fill(subject === 'black' ? 128 : 140);
  return frame;
}

function encode(
  { codec: name, widthPx, heightPx, slices = 1, fullRange = false }: Material,
  frame: Frame,
): Buffer {
  const codec = Codec.findEncoderByName(ENCODER[name] as FFEncoderCodec);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.threadCount = 1;
  context.width = widthPx;
  context.height = heightPx;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.colorRange = fullRange || name === 'mjpeg' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  context.timeBase = new Rational(1, 25);
  context.maxBFrames = 0;
  if (name === 'mjpeg') {
    context.setFlags(AV_CODEC_FLAG_QSCALE);
    context.globalQuality = 4 * FF_QP2LAMBDA;
    frame.quality = 4 * FF_QP2LAMBDA;
  } else {
    context.setOption('preset', 'veryfast');
    context.setOption('crf', '24');
    context.setOption(name === 'h264' ? 'x264-params' : 'x265-params', `slices=${slices}:log-level=none`);
  }
  if (context.open2Sync(codec) < 0) throw new Error(`no encoder for ${name}`);
  const packet = new Packet();
  packet.alloc();
  context.sendFrameSync(frame);
  context.sendFrameSync(null);
  if (context.receivePacketSync(packet) < 0) throw new Error(`nothing came out of the encoder for ${name}`);
  return Buffer.from(packet.data!);
}
