import { spawn, type ChildProcess } from 'node:child_process';
import {
  faultInWords,
  leadsElsewhere,
  NO_PICTURE,
  SENT_ELSEWHERE,
  rtspOptions,
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
    const child = spawn(ffmpegPath, ARGUMENTS, { stdio: ['pipe', 'ignore', 'pipe'], env: {} });
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
  // What leans on a broken key picture decodes without complaint, so only key pictures count.
  '-threads 1 -flags -output_corrupt -skip_frame nokey -fpsprobesize 0 -analyzeduration 1000',
  '-f concat -safe 0 -i pipe:0',
  // The size, then one line a picture, in one stream with the warnings so that their order is kept.
  '-map 0:v:0 -flush_packets 1 -f framecrc pipe:2',
].flatMap((some) => some.split(' '));

/** By itself the command watches a stream for seconds before it decodes, to find out the frame rate. */
const NO_GUESSING = { fpsprobesize: '0', analyzeduration: '1000' };

/** The URL is percent-encoded: no quotation mark and no line break is left in it. */
function inputList({ url, transport }: LookRequest): string {
  const options = Object.entries({ ...rtspOptions(transport), ...NO_GUESSING }).map(
    ([name, value]) => `option ${name} ${value}\n`,
  );
  return `ffconcat version 1.0\nfile '${url}'\n${options.join('')}`;
}

async function listen(child: ChildProcess, request: LookRequest, signal: AbortSignal): Promise<Sight> {
  let words = '';
  let isSatisfied = false;
  child.stderr!.on('data', (piece: Buffer) => {
    if (words.length < MAX_WORDS) words += piece.toString('latin1');
    if (isSatisfied || sightIn(words) === null) return;
    isSatisfied = true;
    // Interrupted once, ffmpeg still hangs up properly; a second time, no longer.
    child.kill('SIGINT');
  });
  child.stdin!.on('error', () => {});
  child.stdin!.end(inputList(request));
  const started = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', () => resolve(true));
  });
  if (!started) return { ok: false, code: 'decoder-failed', why: 'the ffmpeg command does not start' };
  const redirected = /Redirecting to (\S+)/.exec(words)?.[1];
  if (redirected !== undefined && leadsElsewhere(request.url, redirected)) return SENT_ELSEWHERE;
  return sightIn(words) ?? (signal.aborted ? NO_PICTURE : faultInWords(words));
}

/** Null until a whole picture was seen: ffmpeg passes concealed ones on, each with a warning before it. */
function sightIn(words: string): Sight | null {
  const size = /^#dimensions 0: (\d+)x(\d+)$/m.exec(words);
  const pictures = words.match(/^0,/gm)?.length ?? 0;
  const broken = words.match(/corrupt decoded frame/g)?.length ?? 0;
  if (size === null || pictures <= broken) return null;
  const codec = /Stream #0.*: Video: (\w+)/.exec(words)?.[1] ?? 'unknown';
  return { ok: true, codec, widthPx: Number(size[1]), heightPx: Number(size[2]) };
}
