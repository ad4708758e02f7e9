import type { VideoCodec } from './key-picture.js';

/** The first video stream of a session description (RFC 4566), as far as we need it. */
export interface VideoMedia {
  readonly codec: VideoCodec | null;
  readonly payloadType: number;
  /** `a=control` as the camera wrote it: absolute, relative or null. */
  readonly control: string | null;
  /** SPS and PPS (H.264) or VPS, SPS and PPS (H.265) in their order of sending, without start codes. */
  readonly parameterSets: readonly Buffer[];
  readonly widthPx?: number;
  readonly heightPx?: number;
}

const CODECS: Record<string, VideoCodec> = { H264: 'h264', H265: 'h265', HEVC: 'h265', JPEG: 'mjpeg' };

/** Null when the description has no video. */
export function parseSdp(
  text: string,
): { readonly sessionControl: string | null; readonly video: VideoMedia } | null {
  const lines = text.split(/\r?\n/);
  const firstMedia = lines.findIndex((line) => line.startsWith('m='));
  const start = lines.findIndex((line) => /^m=video[ \t]/.test(line));
  if (start < 0) return null;
  const after = lines.findIndex((line, index) => index > start && line.startsWith('m='));
  const media = lines.slice(start, after < 0 ? undefined : after);
  return { sessionControl: attribute(lines.slice(0, firstMedia), 'control'), video: videoOf(media) };
}

function videoOf(media: readonly string[]): VideoMedia {
  const payloadType = Number(media[0]!.split(/\s+/)[3] ?? NaN);
  const name = attribute(media, `rtpmap:${payloadType}`)?.split('/')[0]?.trim().toUpperCase();
  // Payload type 26 is JPEG without an rtpmap (RFC 3551).
  const codec = name === undefined && payloadType === 26 ? 'mjpeg' : (CODECS[name ?? ''] ?? null);
  const format = attribute(media, `fmtp:${payloadType}`) ?? '';
  return {
    codec,
    payloadType,
    control: attribute(media, 'control'),
    parameterSets: codec === 'h264' || codec === 'h265' ? parameterSetsOf(codec, format) : [],
    ...sizeOf(media, payloadType),
  };
}

/** The value behind `a=name:`, or behind `a=name ` for `rtpmap:96 …`; null when it is not there. */
function attribute(lines: readonly string[], name: string): string | null {
  const prefix = `a=${name}`;
  const line = lines.find(
    (candidate) => candidate.startsWith(prefix) && /^[: \t]/.test(candidate.slice(prefix.length)),
  );
  return line === undefined ? null : line.slice(prefix.length + 1).trim();
}

function parameterSetsOf(codec: 'h264' | 'h265', format: string): Buffer[] {
  const names = codec === 'h264' ? ['sprop-parameter-sets'] : ['sprop-vps', 'sprop-sps', 'sprop-pps'];
  return names
    .flatMap((name) => new RegExp(`${name}=([^;\\s]+)`, 'i').exec(format)?.[1]?.split(',') ?? [])
    .map((text) => Buffer.from(text, 'base64'))
    .filter((unit) => unit.length > 0);
}

function sizeOf(media: readonly string[], payloadType: number): { widthPx?: number; heightPx?: number } {
  const text = attribute(media, 'x-dimensions') ?? attribute(media, `framesize:${payloadType}`);
  const size = /^(\d{1,5})\s*[,-]\s*(\d{1,5})/.exec(text ?? '');
  return size === null ? {} : { widthPx: Number(size[1]), heightPx: Number(size[2]) };
}
