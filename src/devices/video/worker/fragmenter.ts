import {
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AVMEDIA_TYPE_VIDEO,
  type AVCodecID,
} from 'node-av/constants';
import { CodecParameters, FFmpegError, FormatContext, IOContext, Packet, Rational } from 'node-av/lib';
import { codecString } from '../live/codec-string.js';
import type { LivePiece } from '../live/live-protocol.js';

const CODEC_ID: Record<'h264' | 'h265', AVCodecID> = { h264: AV_CODEC_ID_H264, h265: AV_CODEC_ID_HEVC };
const IO_BUFFER_BYTES = 64 * 1024;
/** One fragment a picture: what a player waits for is one picture, not a group of them. */
const MOVFLAGS = '+frag_every_frame+empty_moov+default_base_moof';
const TICK = new Rational(1, 90_000);

export interface Piece {
  readonly piece: LivePiece;
  readonly bytes: Buffer;
}

export interface Coded {
  readonly bytes: Buffer;
  readonly isKey: boolean;
  readonly time: number;
}

/**
 * Puts pictures of one set of parameters into fragmented MP4 with FFmpeg's muxer. Asynchronous, because the muxer hands
 * its bytes to JavaScript, and node-av can do that only while the event loop runs.
 */
export class Fragmenter {
  private readonly output = new FormatContext();
  private readonly io = new IOContext();
  private readonly packet = new Packet();
  private written: Buffer[] = [];
  /** Of the picture that the muxer holds until it knows how long it lasts. */
  private heldIsKey = false;
  private startTime: number | null = null;

  private constructor(
    private readonly widthPx: number,
    private readonly heightPx: number,
    private readonly codec: string,
  ) {
    this.packet.alloc();
  }

  /** `parameters`: Annex B. Null when they cannot be read. */
  static async open(
    codec: 'h264' | 'h265',
    parameters: Buffer,
    { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  ): Promise<{ readonly fragmenter: Fragmenter; readonly init: Piece } | null> {
    const described = describe(codec, parameters);
    described.width = widthPx;
    described.height = heightPx;
    const record = described.getDecoderConfigurationRecord();
    const name = record === null ? null : codecString(codec, record);
    if (name === null) return null;
    const fragmenter = new Fragmenter(widthPx, heightPx, name);
    const init = await fragmenter.begin(described);
    return init === null ? null : { fragmenter, init };
  }

  /** What the muxer gives for this picture: usually the one before. Null when it takes it for no picture. */
  async add({ bytes, isKey, time }: Coded): Promise<Piece | null> {
    const { packet } = this;
    packet.data = bytes;
    packet.streamIndex = 0;
    packet.timeBase = TICK;
    this.startTime ??= time;
    packet.pts = BigInt(time - this.startTime);
    packet.dts = packet.pts;
    packet.duration = 0n;
    packet.isKeyframe = isKey;
    const wrote = await this.output.writeFrame(packet);
    packet.unref();
    if (wrote < 0) return null;
    const kind = this.heldIsKey ? 'key' : 'fragment';
    this.heldIsKey = isKey;
    const piece = await this.take();
    return piece.length === 0 ? null : { piece: { kind, bytes: piece.length }, bytes: piece };
  }

  async close(): Promise<void> {
    this.packet.free();
    // The context of the output takes the other one along.
    this.output.freeContext();
  }

  private async begin(described: CodecParameters): Promise<Piece | null> {
    check(this.output.allocOutputContext2(null, 'mp4', null));
    this.io.allocContextWithCallbacks(IO_BUFFER_BYTES, 1, null, (bytes) => {
      this.written.push(Buffer.from(bytes));
      return bytes.length;
    });
    this.output.pb = this.io;
    const stream = this.output.newStream(null);
    check(described.copy(stream.codecpar));
    stream.codecpar.codecTag = described.codecId === AV_CODEC_ID_HEVC ? 'hvc1' : 'avc1';
    stream.timeBase = TICK;
    // By setOption and never as a Dictionary: node-av 6.1.1 frees that twice.
    check(this.output.setOption('movflags', MOVFLAGS, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN));
    if ((await this.output.writeHeader(null)) < 0) return null;
    const bytes = await this.take();
    const { codec, widthPx, heightPx } = this;
    return { piece: { kind: 'init', bytes: bytes.length, codec, widthPx, heightPx }, bytes };
  }

  private async take(): Promise<Buffer> {
    await this.io.flush();
    const bytes = Buffer.concat(this.written);
    this.written = [];
    return bytes;
  }
}

function describe(codec: 'h264' | 'h265', parameters: Buffer): CodecParameters {
  const described = new CodecParameters();
  described.alloc();
  described.codecType = AVMEDIA_TYPE_VIDEO;
  described.codecId = CODEC_ID[codec];
  described.extradata = parameters;
  return described;
}

function check(error: number): void {
  if (error < 0) throw new Error(FFmpegError.strerror(error));
}
