import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import {
  faultInWords,
  leadsElsewhere,
  NO_PICTURE,
  SENT_ELSEWHERE,
  TRANSPORT_OPTION,
  type Look,
  type LookRequest,
  type Sight,
} from './look.js';

/** FFmpeg's chatter that is kept to find out what went wrong. */
const MAX_WORDS = 64 * 1024;

/**
 * Asks the `ffmpeg` command. The address reaches it as a list of inputs on standard input, because arguments are
 * public; `file` is not among the protocols, so no path of a camera can name a local one. Frames are counted, since
 * ffmpeg also exits with 0 when there was none.
 */
export function lookWithCommand(ffmpegPath: string): Look {
  return async (request, signal) => {
    const child = spawn(ffmpegPath, ARGUMENTS, { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
    const kill = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted) kill();
    try {
      return await listen(child, request, signal);
    } finally {
      signal.removeEventListener('abort', kill);
    }
  };
}

const ARGUMENTS = [
  '-hide_banner -nostats -loglevel info -protocol_whitelist pipe,rtsp,rtsps,rtp,tcp,udp,tls',
  '-threads 1 -flags -output_corrupt -f concat -safe 0 -i pipe:0',
  // One line a frame on standard output, with the size before it.
  '-map 0:v:0 -frames:v 1 -f framecrc pipe:1',
].flatMap((some) => some.split(' '));

/** The URL is percent-encoded: no quotation mark and no line break is left in it. */
function inputList({ url, transport }: LookRequest): string {
  return `ffconcat version 1.0\nfile '${url}'\noption ${TRANSPORT_OPTION[transport].join(' ')}\n`;
}

async function listen(child: ChildProcess, request: LookRequest, signal: AbortSignal): Promise<Sight> {
  const frames = keepWords(child.stdout!);
  const words = keepWords(child.stderr!);
  child.stdin!.on('error', () => {});
  child.stdin!.end(inputList(request));
  const started = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', () => resolve(true));
  });
  if (!started) return { ok: false, code: 'decoder-failed', why: 'the ffmpeg command does not start' };
  const redirected = /Redirecting to (\S+)/.exec(words())?.[1];
  if (redirected !== undefined && leadsElsewhere(request.url, redirected)) return SENT_ELSEWHERE;
  return sightIn(frames(), words()) ?? (signal.aborted ? NO_PICTURE : faultInWords(words()));
}

function keepWords(stream: Readable): () => string {
  let words = '';
  stream.on('data', (piece: Buffer) => {
    if (words.length < MAX_WORDS) words += piece.toString('latin1');
  });
  return () => words;
}

function sightIn(frames: string, words: string): Sight | null {
  const size = /^#dimensions 0: (\d+)x(\d+)$/m.exec(frames);
  if (size === null || !/^0,/m.test(frames)) return null;
  // ffmpeg passes concealed pictures on, with this warning.
  if (/corrupt decoded frame/.test(words))
    return { ok: false, code: 'frame-garbled', why: 'its picture is broken' };
  const codec = /Stream #0.*: Video: (\w+)/.exec(words)?.[1] ?? 'unknown';
  return { ok: true, codec, widthPx: Number(size[1]), heightPx: Number(size[2]) };
}
