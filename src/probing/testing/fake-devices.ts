import type { FaultCode } from '../../kernel/fault.js';
import type { ProbeTarget } from '../../registry/index.js';
import {
  type Attempt,
  type CodedPicture,
  type DecodedPicture,
  type DeviceFacts,
  type Login,
  OnvifPort,
  type OnvifVisit,
  PicturePort,
  type StreamChoice,
  StreamPort,
  type StreamSample,
  type StreamTarget,
} from '../app/ports.js';
import { STREET_MEASURES } from './street-picture.js';

export const TOOK_MS = 5;
const PROFILE = { token: 'sub', name: 'sub', encoding: 'H264', widthPx: 640, heightPx: 360 };
const ADDRESS = { port: 554, path: '/sub', tls: false, isSecret: false };

export function good<T>(value: T): Attempt<T> {
  return { ok: true, value, tookMs: TOOK_MS };
}

export function bad(code: FaultCode): Attempt<never> {
  return { ok: false, fault: { code, detail: `${code}.` }, tookMs: TOOK_MS };
}

/**
 * A camera behind the three ports. What a step is set to is what it answers; a step set to null is well. Whatever
 * carries a login is noted in `logins`; a device that refuses says so to the first login of a visit, as ours stop then.
 */
export class FakeDevice {
  clock: Attempt<{ offsetMs: number }> = good({ offsetMs: 0 });
  isReachable = true;
  clockNeedsLogin = false;
  onvifRefuses: 'login-rejected' | 'login-locked' | null = null;
  rtspRefuses = false;
  rtspAsksForLogin = true;
  facts: Attempt<DeviceFacts> = good({
    vendor: 'HIKVISION',
    model: 'DS',
    firmware: '1.10',
    serial: '1',
    mac: null,
  });
  choice: Attempt<StreamChoice> = good({ address: ADDRESS, original: 'rtsp://x/sub', profile: PROFILE });
  mac: Attempt<string | null> = good('C0-56-E3-58-00-01');
  stream: FaultCode | null = null;
  frame: FaultCode | null = null;
  decoded: FaultCode | null = null;
  picture = { widthPx: 640, heightPx: 360, measures: STREET_MEASURES, fingerprint: 'a', jpeg: null };
  opinion: Attempt<{ codec: string }> | null = bad('no-key-frame');
  knocked: Attempt<void> = good(undefined);
  /** By camera, what one waits for before it says anything. */
  readonly answersAfter = new Map<string, Promise<void>>();
  /** What was done to the device, in order; what carried a login has a `+`. */
  readonly done: string[] = [];

  get logins(): string[] {
    return this.done.filter((step) => step.endsWith('+'));
  }

  readonly onvif: OnvifPort = new FakeOnvif(this);
  readonly streams: StreamPort = new FakeStreams(this);
  readonly pictures: PicturePort = new FakePictures(this);
}

class FakeOnvif extends OnvifPort {
  constructor(private readonly device: FakeDevice) {
    super();
  }

  visit({ cameraId }: ProbeTarget, login: Login): OnvifVisit {
    return new FakeVisit(this.device, cameraId, login);
  }
}

class FakeVisit implements OnvifVisit {
  readonly scheme = 'digest';
  readonly profiles = [PROFILE];
  loginRejected = false;
  loginAccepted = false;
  private isWithheld = false;

  constructor(
    private readonly device: FakeDevice,
    private readonly cameraId: string,
    private readonly login: Login,
  ) {}

  get connectMs(): number | null {
    return this.device.isReachable ? 1 : null;
  }

  async readClock(): Promise<Attempt<{ offsetMs: number }>> {
    await this.device.answersAfter.get(this.cameraId);
    if (this.device.clockNeedsLogin) return this.behindLogin('clock', this.device.clock);
    this.device.done.push('clock');
    return this.device.clock;
  }

  readFacts(): Promise<Attempt<DeviceFacts>> {
    return this.behindLogin('facts', this.device.facts);
  }

  chooseStream(): Promise<Attempt<StreamChoice>> {
    return this.behindLogin('choose', this.device.choice);
  }

  readMac(): Promise<Attempt<string | null>> {
    return this.behindLogin('mac', this.device.mac);
  }

  async close(): Promise<void> {
    this.device.done.push('close');
  }

  private async behindLogin<T>(step: string, answer: Attempt<T>): Promise<Attempt<T>> {
    if (this.login === null) return bad('no-credential');
    if (this.isWithheld) return bad('login-withheld');
    this.device.done.push(`${step}+`);
    const refusal = this.device.onvifRefuses;
    if (refusal === null) {
      this.loginAccepted = true;
      return answer;
    }
    this.isWithheld = true;
    this.loginRejected = refusal === 'login-rejected';
    return bad(refusal);
  }
}

class FakeStreams extends StreamPort {
  constructor(private readonly device: FakeDevice) {
    super();
  }

  async sample({ login, address }: StreamTarget): Promise<StreamSample> {
    const { stream, frame, rtspAsksForLogin, rtspRefuses, done } = this.device;
    done.push(`sample ${address.path}${login === null ? '' : '+'}`);
    const isAsked = rtspAsksForLogin && login !== null;
    const seen = { loginRejected: isAsked && rtspRefuses, loginAccepted: isAsked && !rtspRefuses };
    const counts = { packets: 9, lostPackets: 0, ...seen };
    if (rtspAsksForLogin && login === null) return { stream: bad('no-credential'), frame: null, ...counts };
    if (seen.loginRejected) return { stream: bad('login-rejected'), frame: null, ...counts };
    if (stream !== null) return { stream: bad(stream), frame: null, ...counts };
    const opened = good({ codec: 'h264', transport: 'tcp', serverHeader: null });
    const coded: CodedPicture = { codec: 'h264', bytes: Buffer.alloc(100) };
    return { stream: opened, frame: frame === null ? good(coded) : bad(frame), ...counts };
  }

  async knock(): Promise<Attempt<void>> {
    this.device.done.push('knock');
    return this.device.knocked;
  }

  async secondOpinion({ login }: StreamTarget): Promise<Attempt<{ codec: string }> | null> {
    this.device.done.push(login === null ? 'opinion' : 'opinion+');
    return this.device.opinion;
  }
}

class FakePictures extends PicturePort {
  constructor(private readonly device: FakeDevice) {
    super();
  }

  async decode(_picture: CodedPicture, jpegMaxWidthPx: number | null): Promise<Attempt<DecodedPicture>> {
    const { decoded, picture, done } = this.device;
    done.push(jpegMaxWidthPx === null ? 'decode' : `decode to ${jpegMaxWidthPx}`);
    if (decoded !== null) return bad(decoded);
    return good({ ...picture, jpeg: jpegMaxWidthPx === null ? null : Buffer.from(`jpeg ${jpegMaxWidthPx}`) });
  }
}
