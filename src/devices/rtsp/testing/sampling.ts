import type { Login } from '../../wire/endpoint.js';
import { RtspClient } from '../rtsp-client.js';
import type { RtspLimits } from '../rtsp-limits.js';
import type { RtspTarget } from '../rtsp-target.js';
import type { SampleReport } from '../sample-report.js';
import { h264, sdpOf, withSprop } from './nal-units.js';
import { type Behaviour, type Behaviours, RtspTestServer } from './rtsp-test-server.js';

/** Short enough for tests, long enough for a busy machine. */
export const TEST_LIMITS: Partial<RtspLimits> = {
  connectTimeoutMs: 2_000,
  answerTimeoutMs: 2_000,
  firstPacketTimeoutMs: 2_000,
  keyPictureTimeoutMs: 3_000,
};

export interface Sampled {
  readonly report: SampleReport;
  readonly camera: RtspTestServer;
}

export interface SamplingOptions {
  readonly login?: Login | null;
  readonly limits?: Partial<RtspLimits>;
  readonly transport?: RtspTarget['transport'];
  readonly path?: string;
}

export const H264_SDP = sdpOf(withSprop(h264.sdp));

/** Answers DESCRIBE with a session description. */
export function describes(sdp = H264_SDP, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (_request, reply) => reply.send(200, { 'Content-Type': 'application/sdp', ...headers }, sdp);
}

/** Answers PLAY and sends packets at once. */
export function plays(packets: readonly Buffer[], channel = 0): Behaviour {
  return (_request, reply) => {
    reply.send(200);
    for (const packet of packets) reply.packet(packet, channel);
  };
}

export function clientFor(limits: Partial<RtspLimits> = {}): RtspClient {
  return new RtspClient({ limits: { ...TEST_LIMITS, ...limits } });
}

export function targetOf(port: number, options: SamplingOptions = {}): RtspTarget {
  const { login = null, transport, path = '/live/main' } = options;
  const endpoint = { host: '127.0.0.1', port };
  return { endpoint, path, login, ...(transport === undefined ? {} : { transport }) };
}

/** One sample of a camera that lives for this sample only. */
export async function sampleFrom(behaviours: Behaviours, options: SamplingOptions = {}): Promise<Sampled> {
  const camera = await RtspTestServer.start({ DESCRIBE: describes(), ...behaviours });
  try {
    const report = await clientFor(options.limits).sample(targetOf(camera.port, options));
    await camera.whenEmpty();
    return { report, camera };
  } finally {
    await camera.close();
  }
}

/** The fault's code of the rung that broke; null when a picture came. */
export function faultOf({ report }: Sampled): string | null {
  if (!report.stream.ok) return report.stream.fault.code;
  return report.frame?.ok === false ? report.frame.fault.code : null;
}
