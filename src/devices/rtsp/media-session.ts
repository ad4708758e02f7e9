import type { RtspAnswer } from './interleaved-reader.js';
import type { RtspDialogue } from './rtsp-dialogue.js';
import { RtspFailure } from './rtsp-failure.js';
import type { RtspTarget } from './rtsp-target.js';
import { parseSdp, type VideoMedia } from './sdp.js';
import { openUdpReceiver, type UdpReceiver } from './udp-receiver.js';

export interface MediaSession {
  readonly video: VideoMedia;
  readonly transport: 'tcp' | 'udp';
  readonly serverHeader: string | null;
  /** Interleaved channel of the media packets over TCP. */
  readonly channel: number;
  readonly udp: UdpReceiver | null;
  /** The `Session` header of every later request; empty when the camera named none. */
  readonly session: Readonly<Record<string, string>>;
  /** How long the camera keeps a silent session, seconds. */
  readonly timeoutS: number;
  readonly url: string;
}

/** DESCRIBE and SETUP of the first video. PLAY is left to the caller, who is ready for packets first. */
export async function openMedia(dialogue: RtspDialogue, target: RtspTarget): Promise<MediaSession> {
  const url = urlOf(target);
  const described = await dialogue.request('DESCRIBE', url, { Accept: 'application/sdp' });
  const text = described.body.toString('utf8');
  if (!/^[a-z]=/m.test(text)) {
    throw new RtspFailure('stream-garbled', 'The camera answers DESCRIBE without a stream description.');
  }
  const description = parseSdp(text);
  if (description === null) throw new RtspFailure('no-media', 'The stream has no video.');
  const { video, sessionControl } = description;
  if (video.codec === null) {
    throw new RtspFailure('codec-unsupported', 'The stream is neither H.264 nor H.265 nor MJPEG.');
  }
  const base = requestUri(baseOf(described, sessionControl, url));
  const setup = await setUp(dialogue, requestUri(resolveControl(base, video.control)), target);
  return { ...setup, video, serverHeader: header(described, 'server')?.slice(0, 200) ?? null, url: base };
}

type Setup = Pick<MediaSession, 'transport' | 'channel' | 'udp' | 'session' | 'timeoutS'>;

async function setUp(dialogue: RtspDialogue, control: string, target: RtspTarget): Promise<Setup> {
  const wanted = target.transport ?? 'auto';
  if (wanted !== 'udp') {
    const transport = 'RTP/AVP/TCP;unicast;interleaved=0-1';
    const answer = await dialogue.request(
      'SETUP',
      control,
      { Transport: transport },
      wanted === 'auto' ? [461] : [],
    );
    if (grantsTcp(answer))
      return { ...sessionOf(answer), transport: 'tcp', channel: channelOf(answer), udp: null };
  }
  return setUpUdp(dialogue, control);
}

async function setUpUdp(dialogue: RtspDialogue, control: string): Promise<Setup> {
  const { localAddress, remoteAddress } = dialogue.connection;
  const udp = await openUdpReceiver(localAddress, remoteAddress);
  try {
    const transport = `RTP/AVP;unicast;client_port=${udp.rtpPort}-${udp.rtpPort + 1}`;
    const answer = await dialogue.request('SETUP', control, { Transport: transport });
    return { ...sessionOf(answer), transport: 'udp', channel: -1, udp };
  } catch (cause) {
    udp.close();
    throw cause;
  }
}

/** Some servers answer a wish for TCP with 200 and a transport of their own. Without a Transport header it is granted. */
function grantsTcp(answer: RtspAnswer): boolean {
  if (answer.status === 461) return false;
  const granted = header(answer, 'transport');
  return granted === undefined || /\/TCP|interleaved/i.test(granted);
}

function sessionOf(answer: RtspAnswer): Pick<Setup, 'session' | 'timeoutS'> {
  const [id = '', ...parameters] = (header(answer, 'session') ?? '').split(';').map((part) => part.trim());
  const timeout = parameters.map((part) => /^timeout=(\d+)$/i.exec(part)?.[1]).find(Boolean);
  const session: Setup['session'] = id === '' ? {} : { Session: id };
  return { session, timeoutS: timeout === undefined ? 60 : Math.max(1, Number(timeout)) };
}

function channelOf(answer: RtspAnswer): number {
  return Number(/interleaved=(\d{1,3})/i.exec(header(answer, 'transport') ?? '')?.[1] ?? 0);
}

function header(answer: RtspAnswer, name: string): string | undefined {
  return answer.headers.get(name)?.[0];
}

/** The host in a URL is what the camera is registered under; literals of IPv6 go into brackets. */
export function urlOf({ endpoint, path }: RtspTarget): string {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  const port = endpoint.port === 554 ? '' : `:${endpoint.port}`;
  return `rtsp${endpoint.tls ? 's' : ''}://${host}${port}${path.startsWith('/') ? '' : '/'}${path.replaceAll(' ', '%20')}`;
}

/**
 * The base of relative control addresses (RFC 2326, C.1.1). Whatever host it names, behind NAT often a wrong one, it is
 * only text for the request line: every request goes out on the connection that we have.
 */
function baseOf(described: RtspAnswer, sessionControl: string | null, url: string): string {
  if (sessionControl !== null && /^rtsps?:\/\//i.test(sessionControl)) return sessionControl;
  const named = [header(described, 'content-base'), header(described, 'content-location')];
  // Relative or empty ones, as no-name cameras send them, name nothing.
  return named.find((candidate) => /^rtsps?:\/\//i.test(candidate ?? '')) ?? url;
}

function resolveControl(base: string, control: string | null): string {
  if (control === null || control === '' || control === '*') return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  // Not as RFC 3986 has it: Dahua and Hikvision have a base with a query and want the track behind it.
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`;
}

/** A control address as it may stand on a request line: no login that the camera wrote into it, and no blanks. */
function requestUri(address: string): string {
  return address.replace(/^(rtsps?:\/\/)[^/\s]*@/i, '$1').replaceAll(/\s/g, '%20');
}
