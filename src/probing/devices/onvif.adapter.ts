import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { OnvifClient, type OnvifSession, smallestSuitableProfile } from '../../devices/onvif/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { ProbeTarget } from '../../registry/index.js';
import {
  type Attempt,
  type DeviceFacts,
  type Login,
  type MediaProfile,
  OnvifPort,
  type OnvifVisit,
  type StreamChoice,
} from '../app/ports.js';
import type { ProbeMemory } from '../domain/probe-memory.js';

@Injectable()
export class OnvifAdapter extends OnvifPort implements OnApplicationShutdown {
  private readonly client: OnvifClient;

  constructor(@Inject(Config) { probing }: Config, @Inject(Clock) clock: Clock) {
    super();
    const limits = {
      connectTimeoutMs: probing.connectTimeoutMs,
      callTimeoutMs: probing.onvifCallTimeoutMs,
      maxBytes: probing.onvifMaxBytes,
    };
    this.client = new OnvifClient({ limits, now: () => clock.now() });
  }

  visit(target: ProbeTarget, login: Login, scheme: ProbeMemory['scheme'], signal: AbortSignal): OnvifVisit {
    const { port, path, tls } = target.onvif!;
    const endpoint = { host: target.host, port, tls };
    return new Visit(this.client.open({ endpoint, path, login, scheme }, signal));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}

class Visit implements OnvifVisit {
  profiles: readonly MediaProfile[] | null = null;

  constructor(private readonly session: OnvifSession) {}

  get scheme(): ProbeMemory['scheme'] {
    return this.session.scheme;
  }

  get loginRejected(): boolean {
    return this.session.loginRejected;
  }

  get loginAccepted(): boolean {
    return this.session.loginAccepted;
  }

  get connectMs(): number | null {
    return this.session.connectMs;
  }

  readClock(): Promise<Attempt<{ offsetMs: number }>> {
    return this.session.readClock();
  }

  readMac(): Promise<Attempt<string | null>> {
    return this.session.readMac();
  }

  async readFacts(): Promise<Attempt<DeviceFacts>> {
    const read = await this.session.readInformation();
    if (!read.ok) return read;
    const { vendor, model, firmware, serial } = read.value;
    const value = {
      vendor: orNull(vendor),
      model: orNull(model),
      firmware: orNull(firmware),
      serial: orNull(serial),
      mac: null,
    };
    return { ...read, value };
  }

  async chooseStream(): Promise<Attempt<StreamChoice>> {
    const listed = await this.session.readProfiles();
    if (!listed.ok) return listed;
    this.profiles = listed.value.map(toProfile);
    const chosen = smallestSuitableProfile(listed.value);
    if (chosen === null) {
      const fault = {
        code: 'no-media',
        detail: 'The device lists no profile with H.264, H.265 or MJPEG.',
      } as const;
      return { ok: false, fault, tookMs: listed.tookMs };
    }
    const named = await this.session.readStreamUri(chosen);
    const tookMs = listed.tookMs + named.tookMs;
    if (!named.ok) return { ...named, tookMs };
    const { port, path, scheme, original, hadCredentials } = named.value;
    const address = { port, path, tls: scheme === 'rtsps', isSecret: hadCredentials };
    return { ok: true, tookMs, value: { address, original, profile: toProfile(chosen) } };
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

interface WireProfile {
  readonly token: string;
  readonly name: string;
  readonly encoding: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

function toProfile({ token, name, encoding, width, height }: WireProfile): MediaProfile {
  return { token, name, encoding, widthPx: width, heightPx: height };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
