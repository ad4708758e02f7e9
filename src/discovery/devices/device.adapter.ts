import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  type MediaProfile,
  OnvifClient,
  type OnvifSession,
  smallestSuitableProfile,
} from '../../devices/onvif/index.js';
import { RtspClient } from '../../devices/rtsp/index.js';
import { VideoDecoder } from '../../devices/video/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import {
  type Attempt,
  type DeviceFacts,
  DevicePort,
  type Greeting,
  type Interview,
  type Login,
  type LoginUse,
  type Look,
  type Profile,
  type StreamAddress,
} from '../app/ports.js';
import type { ServiceAddress } from '../domain/choose-address.js';

/** Devices that nobody registered yet, over the same clients that probe cameras. */
@Injectable()
export class DeviceAdapter extends DevicePort implements OnApplicationShutdown {
  /** Connects within a shorter time: most addresses of a range are empty. */
  private readonly greeter: OnvifClient;
  private readonly onvif: OnvifClient;
  private readonly rtsp: RtspClient;
  private readonly decoder = new VideoDecoder({ workers: 1 });

  constructor(@Inject(Config) { probing, discovery }: Config, @Inject(Clock) clock: Clock) {
    super();
    const now = (): number => clock.now();
    const limits = {
      connectTimeoutMs: probing.connectTimeoutMs,
      callTimeoutMs: probing.onvifCallTimeoutMs,
      maxBytes: probing.onvifMaxBytes,
    };
    const { connectTimeoutMs } = discovery;
    this.onvif = new OnvifClient({ limits, now });
    this.greeter = new OnvifClient({ limits: { ...limits, connectTimeoutMs }, now });
    this.rtsp = new RtspClient({
      limits: {
        connectTimeoutMs: probing.connectTimeoutMs,
        answerTimeoutMs: probing.rtspAnswerTimeoutMs,
        firstPacketTimeoutMs: probing.firstPacketTimeoutMs,
        keyPictureTimeoutMs: probing.keyPictureTimeoutMs,
        maxBytes: probing.rtspMaxBytes,
      },
    });
  }

  async greet(address: ServiceAddress, signal: AbortSignal): Promise<Attempt<Greeting>> {
    const session = open(this.greeter, address, null, signal);
    try {
      const clock = await session.readClock();
      if (clock.ok) return { ...clock, value: { clockOffsetMs: Math.round(clock.value.offsetMs) } };
      // It speaks ONVIF who refuses in its words.
      const isOnvif = clock.fault.code === 'no-credential' || clock.fault.code === 'onvif-fault';
      return isOnvif ? { ok: true, value: { clockOffsetMs: null }, tookMs: clock.tookMs } : clock;
    } finally {
      await session.close();
    }
  }

  async interview(address: ServiceAddress, login: Login, signal: AbortSignal): Promise<Interview> {
    const session = open(this.onvif, address, login, signal);
    try {
      return await interviewOver(session);
    } finally {
      await session.close();
    }
  }

  async look(host: string, stream: StreamAddress, login: Login, signal: AbortSignal): Promise<Look> {
    const { port, path, tls } = stream;
    const report = await this.rtsp.sample({ endpoint: { host, port, tls }, path, login }, signal);
    const isLocked = !report.stream.ok && report.stream.fault.code === 'login-locked';
    const use = {
      loginRejected: report.loginRejected || isLocked,
      loginAccepted: report.loginAccepted,
    };
    if (!report.stream.ok) return { ...use, frame: report.stream };
    if (!report.frame!.ok) return { ...use, frame: report.frame! };
    const decoded = await this.decoder.decode(report.frame!.value, { signal });
    if (!decoded.ok) return { ...use, frame: decoded };
    const { codec, widthPx, heightPx } = decoded.value;
    return { ...use, frame: { ...decoded, value: { codec, widthPx, heightPx } } };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.greeter.close(), this.onvif.close(), this.decoder.close()]);
  }
}

function open(
  client: OnvifClient,
  { host, port, path, tls }: ServiceAddress,
  login: Login,
  signal: AbortSignal,
): OnvifSession {
  return client.open({ endpoint: { host, port, tls }, path, login, scheme: null }, signal);
}

/** What a picture needs comes before the MAC, which some devices refuse to viewers. */
async function interviewOver(session: OnvifSession): Promise<Interview> {
  const information = await session.readInformation();
  const facts: Attempt<DeviceFacts> = information.ok
    ? { ...information, value: factsOf(information.value) }
    : information;
  const isLocked = !facts.ok && facts.fault.code === 'login-locked';
  const use = (): LoginUse => ({
    loginRejected: session.loginRejected || isLocked,
    loginAccepted: session.loginAccepted,
  });
  if (session.loginRejected || isAboutLogin(facts)) return { ...use(), facts, profiles: [], stream: null };
  const listed = await session.readProfiles();
  const profiles = listed.ok ? listed.value.map(toProfile) : [];
  const stream = listed.ok ? await streamOf(session, listed.value, listed.tookMs) : listed;
  const mac = session.loginRejected ? null : await session.readMac();
  const known = facts.ok && mac?.ok ? { ...facts, value: { ...facts.value, mac: mac.value } } : facts;
  return { ...use(), facts: known, profiles, stream };
}

async function streamOf(
  session: OnvifSession,
  profiles: readonly MediaProfile[],
  tookMs: number,
): Promise<Attempt<StreamAddress>> {
  const chosen = smallestSuitableProfile(profiles);
  const detail = 'The device lists no profile with H.264, H.265 or MJPEG.';
  if (chosen === null) return { ok: false, fault: { code: 'no-media', detail }, tookMs };
  const named = await session.readStreamUri(chosen);
  if (!named.ok) return named;
  const { port, path, scheme, original, hadCredentials } = named.value;
  const value = { port, path, tls: scheme === 'rtsps', isSecret: hadCredentials, original };
  return { ...named, value };
}

function factsOf(information: Record<'vendor' | 'model' | 'firmware' | 'serial', string>): DeviceFacts {
  const { vendor, model, firmware, serial } = information;
  return {
    vendor: orNull(vendor),
    model: orNull(model),
    firmware: orNull(firmware),
    serial: orNull(serial),
    mac: null,
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text.slice(0, 200);
}

function toProfile({ name, encoding, width, height }: MediaProfile): Profile {
  return { name: name.slice(0, 200), encoding, widthPx: width, heightPx: height };
}

function isAboutLogin(facts: Attempt<DeviceFacts>): boolean {
  return !facts.ok && (facts.fault.code.startsWith('login-') || facts.fault.code === 'no-credential');
}
