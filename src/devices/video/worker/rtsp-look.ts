import {
  AV_CODEC_ID_HEVC,
  AV_FRAME_FLAG_KEY,
  AV_LOG_QUIET,
  AVERROR_EAGAIN,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Log,
  Packet,
  type Stream,
} from 'node-av/lib';
import {
  faultInWords,
  leadsElsewhere,
  SENT_ELSEWHERE,
  rtspOptions,
  type LookRequest,
  type Sight,
} from '../opinion/look.js';
import { incompleteness } from './incompleteness.js';

/** Blocks until a picture has decoded or the stream has ended; the service kills the process when it takes too long. */
export function lookAtStream({ url, transport }: LookRequest): Sight {
  Log.setLevel(AV_LOG_QUIET);
  const input = new FormatContext();
  const opened = input.openInputSync(url, null, Dictionary.fromObject(rtspOptions(transport)));
  if (opened < 0) return faultInWords(FFmpegError.strerror(opened));
  try {
    if (leadsElsewhere(url, input.url ?? '')) return SENT_ELSEWHERE;
    return lookAtVideo(input);
  } finally {
    input.closeInputSync();
  }
}

function lookAtVideo(input: FormatContext): Sight {
  const stream = input.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO);
  const codec = stream === undefined ? null : Codec.findDecoder(stream.codecpar.codecId);
  if (stream === undefined) return { ok: false, code: 'no-media', why: 'the stream holds no video' };
  if (codec === null) return { ok: false, code: 'codec-unsupported', why: 'FFmpeg has no decoder for it' };
  const context = openDecoder(codec, stream);
  const frame = new Frame();
  frame.alloc();
  const ended = readUntilPicture(input, stream.index, context, frame);
  if (ended < 0) return faultInWords(FFmpegError.strerror(ended));
  return { ok: true, codec: codec.name ?? 'unknown', widthPx: frame.width, heightPx: frame.height };
}

function openDecoder(codec: Codec, stream: Stream): CodecContext {
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(stream.codecpar);
  context.threadCount = 1;
  context.setOption('max_pixels', 40_000_000n);
  const opened = context.open2Sync(codec);
  if (opened < 0) throw new Error(`the decoder does not open (${opened})`);
  return context;
}

/** Zero, or the error with which the stream ended. A packet that does not decode is not the end of it. */
function readUntilPicture(input: FormatContext, index: number, context: CodecContext, frame: Frame): number {
  const packet = new Packet();
  packet.alloc();
  for (;;) {
    const read = input.readFrameSync(packet);
    if (read === AVERROR_EAGAIN) continue;
    // At the end, the decoder may still hold a picture that waited for its turn.
    if (read < 0) return gavePicture(context, null, frame) ? 0 : read;
    if (packet.streamIndex === index && gavePicture(context, packet, frame)) return 0;
    packet.unref();
  }
}

function gavePicture(context: CodecContext, packet: Packet | null, frame: Frame): boolean {
  context.sendPacketSync(packet);
  return context.receiveFrameSync(frame) >= 0 && isWholeKeyPicture(context, frame);
}

/** What leans on a broken key picture decodes without complaint, so only a key picture counts. */
function isWholeKeyPicture({ codecId }: CodecContext, frame: Frame): boolean {
  const codec = codecId === AV_CODEC_ID_HEVC ? 'h265' : 'h264';
  return frame.hasFlags(AV_FRAME_FLAG_KEY) && incompleteness(codec, frame) === null;
}
