import {
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_JPEG,
  FF_QP2LAMBDA,
} from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational, type Frame } from 'node-av/lib';

/** FFmpeg's scale for JPEG: 2 is best, 31 is worst. */
const QUALITY = 5;

/** A JPEG file of a full-range yuv420p frame. */
export function encodeJpeg(frame: Frame): Buffer {
  const context = openEncoder(frame);
  const packet = new Packet();
  packet.alloc();
  try {
    frame.quality = QUALITY * FF_QP2LAMBDA;
    frame.pts = 0n;
    const sent = context.sendFrameSync(frame);
    const received = sent < 0 ? sent : context.receivePacketSync(packet);
    if (received < 0 || packet.data === null) throw new Error(`encoding a JPEG failed (${received})`);
    return Buffer.from(packet.data);
  } finally {
    packet.free();
    context.freeContext();
  }
}

function openEncoder(frame: Frame): CodecContext {
  const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG);
  if (codec === null) throw new Error('the FFmpeg libraries hold no JPEG encoder');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.threadCount = 1;
  context.width = frame.width;
  context.height = frame.height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.colorRange = AVCOL_RANGE_JPEG;
  context.timeBase = new Rational(1, 1);
  context.setFlags(AV_CODEC_FLAG_QSCALE);
  context.globalQuality = QUALITY * FF_QP2LAMBDA;
  const opened = context.open2Sync(codec);
  if (opened < 0) throw new Error(`the JPEG encoder does not open (${opened})`);
  return context;
}
