import type { FaultCode } from '../../../kernel/fault.js';

/** What FFmpeg's own RTSP stack is asked for. `url` holds the login. */
export interface LookRequest {
  readonly url: string;
  readonly transport: 'auto' | 'tcp' | 'udp';
}

/** `codec` in FFmpeg's words, `why` without any address. */
export type Sight =
  | { readonly ok: true; readonly codec: string; readonly widthPx: number; readonly heightPx: number }
  | { readonly ok: false; readonly code: FaultCode; readonly why: string };

/** One way to look. When the signal is aborted the process is killed; the answer comes when it is gone. */
export type Look = (request: LookRequest, signal: AbortSignal) => Promise<Sight>;

/**
 * FFmpeg's options. `auto` is TCP first, then UDP when the camera answers 461. The sound track is left alone: nobody may
 * listen, and some cameras send no picture to whom asks for both.
 */
export function rtspOptions(transport: LookRequest['transport']): Record<string, string> {
  const way = transport === 'auto' ? { rtsp_flags: 'prefer_tcp' } : { rtsp_transport: transport };
  return { ...way, allowed_media_types: 'video' };
}

export const NO_PICTURE: Sight = { ok: false, code: 'no-key-frame', why: 'no picture came in time' };

export const SENT_ELSEWHERE: Sight = { ok: false, code: 'stream-error', why: 'the camera sent it elsewhere' };

/** FFmpeg follows a redirection to anywhere; a picture from another address proves nothing of this camera. */
export function leadsElsewhere(asked: string, followed: string): boolean {
  return !URL.canParse(followed) || new URL(followed).host !== new URL(asked).host;
}

const WORDS: readonly (readonly [RegExp, FaultCode, string])[] = [
  [/\b453\b/, 'stream-busy', 'the camera has no session left'],
  [/\b40[13]\b/, 'login-rejected', 'the camera refused the login'],
  [/\b404\b/, 'stream-not-found', 'the camera knows no such stream'],
  [/connection refused/i, 'connection-refused', 'the connection was refused'],
  [/no route to host|network is unreachable/i, 'host-unreachable', 'no way leads to the camera'],
  [/connection timed out/i, 'connect-timeout', 'the connection timed out'],
  [/461\b/, 'stream-transport', 'the camera offers no transport that FFmpeg takes'],
  [/end of file/i, 'stream-closed', 'the camera ended the stream before a picture came'],
];

/** The fault in FFmpeg's own words, of which nothing is passed on: they may hold the address and the login. */
export function faultInWords(words: string): Sight {
  const [, code, why] = WORDS.find(([pattern]) => pattern.test(words)) ?? [];
  return { ok: false, code: code ?? 'stream-error', why: why ?? 'FFmpeg gave up' };
}
