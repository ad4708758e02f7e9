import type { Fault, FaultCode } from '../../kernel/fault.js';
import type { Outcome } from '../wire/outcome.js';
import { clockCall, looksLikeTimeZone, readClockResponse } from './calls/clock.js';
import { informationCall, readInformationResponse } from './calls/information.js';
import { networkInterfacesCall, readMacResponse } from './calls/mac.js';
import { readMediaUriResponse, snapshotUriCall, streamUriCall } from './calls/media-uri.js';
import { pinUri } from './calls/pinned-uri.js';
import * as profiles from './calls/profiles.js';
import { readScopesResponse, scopesCall } from './calls/scopes.js';
import { scrubUri } from './calls/scrub-uri.js';
import * as services from './calls/services.js';
import type {
  DeviceClock,
  DeviceInformation,
  MediaProfile,
  OnvifServices,
  PinnedUri,
  ServiceAddress,
} from './device-facts.js';
import { midFlight, type DeviceLine } from './device-line.js';
import type { FinalReply } from './login/login-dialogue.js';
import type { OnvifSession } from './onvif-session.js';
import type { OnvifScheme, OnvifTarget } from './onvif-target.js';
import type { SoapCall } from './soap/soap-call.js';
import type { XmlElement } from '../wire/xml/xml-element.js';

type Result<T> = { readonly value: T } | { readonly fault: Fault };

/** The session over a real connection: which calls to make, and what their answers mean together. */
export class WireSession implements OnvifSession {
  private knownServices: OnvifServices | null = null;

  constructor(
    private readonly target: OnvifTarget,
    private readonly line: DeviceLine,
    private readonly onClosed: (session: WireSession) => void,
  ) {}

  get scheme(): OnvifScheme | null {
    return this.line.dialogue.scheme;
  }

  get loginRejected(): boolean {
    return this.line.dialogue.isRejected;
  }

  get loginAccepted(): boolean {
    return this.line.dialogue.isAccepted;
  }

  get connectMs(): number | null {
    return this.line.connection.connectMs;
  }

  readClock(): Promise<Outcome<DeviceClock>> {
    return this.timed(async () => {
      const reply = await this.line.ask(clockCall(this.target.path));
      if (reply.kind === 'failed') return reply;
      const reading = readClockResponse(reply.response);
      if (reading === null) return garbled('it tells no time');
      const offsetMs = Math.round(reading.utcMs - midFlight(reply.answer));
      const looksLikeLocalTimeSentAsUtc = looksLikeTimeZone(offsetMs);
      const { utcMs, localMs, timeZone } = reading;
      const connectMs = this.connectMs ?? 0;
      return { value: { utcMs, localMs, timeZone, offsetMs, connectMs, looksLikeLocalTimeSentAsUtc } };
    });
  }

  readInformation(): Promise<Outcome<DeviceInformation>> {
    return this.timed(() => this.read(informationCall(this.target.path), readInformationResponse));
  }

  readServices(): Promise<Outcome<OnvifServices>> {
    return this.timed(() => this.findServices());
  }

  readProfiles(): Promise<Outcome<readonly MediaProfile[]>> {
    return this.timed(async () => {
      const found = await this.findServices();
      if ('fault' in found) return found;
      const { media, media2 } = found.value;
      const second = media2 === null ? null : await this.readProfiles2(media2);
      if (media === null) return second ?? noMedia('The device names no media service.');
      if (second !== null && !isWorthAskingElsewhere(second)) return second;
      const first = await this.readMedia(profiles.profilesCall(media), profiles.readProfilesResponse);
      // Media2 without an encoder still says more than a Media1 that fails.
      return 'fault' in first && second !== null && 'value' in second ? second : first;
    });
  }

  readStreamUri(profile: MediaProfile): Promise<Outcome<PinnedUri>> {
    return this.timed(async () => {
      const path = await this.mediaPath(profile);
      if ('fault' in path) return path;
      const read = await this.readMedia(streamUriCall(profile, path.value), readMediaUriResponse);
      return this.pin(read, /^rtsps?$/);
    });
  }

  readSnapshotUri(profile: MediaProfile): Promise<Outcome<PinnedUri>> {
    return this.timed(async () => {
      const path = await this.mediaPath(profile);
      if ('fault' in path) return path;
      const read = await this.read(snapshotUriCall(profile, path.value), readMediaUriResponse);
      return this.pin(read, /^https?$/);
    });
  }

  readMac(): Promise<Outcome<string | null>> {
    return this.timed(async () => {
      const reply = await this.line.ask(networkInterfacesCall(this.target.path));
      if (isNotSupported(reply)) return { value: null };
      if (reply.kind === 'failed') return reply;
      return { value: readMacResponse(reply.response, this.target.endpoint.host) };
    });
  }

  readScopes(): Promise<Outcome<readonly string[]>> {
    return this.timed(() => this.read(scopesCall(this.target.path), readScopesResponse));
  }

  async close(): Promise<void> {
    this.line.close();
    this.onClosed(this);
  }

  private async timed<T>(work: () => Promise<Result<T>>): Promise<Outcome<T>> {
    const startedAt = performance.now();
    const result = await work();
    const tookMs = performance.now() - startedAt;
    if ('value' in result) return { ok: true, value: result.value, tookMs };
    return { ok: false, fault: this.withoutSecrets(result.fault), tookMs };
  }

  private async read<T>(call: SoapCall, read: (response: XmlElement) => T): Promise<Result<T>> {
    const reply = await this.line.ask(call);
    return reply.kind === 'failed' ? reply : { value: read(reply.response) };
  }

  /** A media service that is advertised and not there is no dead device. */
  private async readMedia<T>(call: SoapCall, read: (response: XmlElement) => T): Promise<Result<T>> {
    const reply = await this.line.ask(call);
    if (reply.kind !== 'failed') return { value: read(reply.response) };
    return isNotSupported(reply) ? noMedia(reply.fault.detail) : reply;
  }

  private readProfiles2(path: string): Promise<Result<readonly MediaProfile[]>> {
    return this.readMedia(profiles.profiles2Call(path), profiles.readProfiles2Response);
  }

  private async findServices(): Promise<Result<OnvifServices>> {
    if (this.knownServices !== null) return { value: this.knownServices };
    const { path } = this.target;
    let listed: Result<readonly ServiceAddress[]> = await this.read(
      services.servicesCall(path),
      services.readServicesResponse,
    );
    // Axis Q6045-E (firmware 5.55) faults GetServices; older devices do not have it.
    if (isWorthAskingElsewhere(listed)) {
      listed = await this.read(services.capabilitiesCall(path), services.readCapabilitiesResponse);
    }
    if ('fault' in listed) return listed;
    const found = services.toServices(listed.value, this.target.endpoint.host, path);
    const originals = found.originals.map((one) => ({ ...one, xaddr: this.scrub(one.xaddr) }));
    this.knownServices = { ...found, originals };
    return { value: this.knownServices };
  }

  private async mediaPath({ service }: MediaProfile): Promise<Result<string>> {
    const found = await this.findServices();
    if ('fault' in found) return found;
    const path = found.value[service];
    return path === null ? noMedia(`The device names no ${service} service.`) : { value: path };
  }

  private pin(read: Result<string>, scheme: RegExp): Result<PinnedUri> {
    if ('fault' in read) return read;
    const { endpoint, allowedHosts = [] } = this.target;
    const pinned = pinUri(read.value, { endpoint, allowedHosts, secrets: this.secrets() });
    return pinned !== null && scheme.test(pinned.scheme)
      ? { value: pinned }
      : garbled('the address in it cannot be used');
  }

  private scrub(xaddrs: string): string {
    const listed = xaddrs.split(/\s+/).map((xaddr) => scrubUri(xaddr, this.secrets()).text);
    return listed.join(' ');
  }

  private withoutSecrets({ code, detail }: Fault): Fault {
    const masked = this.secrets().reduce((text, secret) => text.replaceAll(secret, '***'), detail);
    return { code, detail: masked.slice(0, 300) };
  }

  /** A password of one or two characters is in every text by chance. */
  private secrets(): readonly string[] {
    const password = this.target.login?.password ?? '';
    return password.length < 3 ? [] : [password];
  }
}

const ANSWERED_WITHOUT_USE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'onvif-fault',
  'onvif-http-error',
  'onvif-garbled',
  // Some cheap devices hang up on an operation that they do not know.
  'onvif-closed',
  'no-media',
]);

const NOT_THERE_CODE = /^(?:ActionNotSupported|NoProfile|IncompleteConfiguration|NoSuchService)$/;
const NOT_THERE_STATUS: ReadonlySet<number> = new Set([404, 405, 501]);

/** The device is there and talks, but this service of it is of no use; or it has no profile with an encoder. */
function isWorthAskingElsewhere(result: Result<readonly (MediaProfile | ServiceAddress)[]>): boolean {
  if ('fault' in result) return ANSWERED_WITHOUT_USE.has(result.fault.code);
  return result.value.every((one) => 'encoding' in one && one.encoding === null);
}

function isNotSupported(reply: FinalReply): boolean {
  if (reply.kind !== 'failed') return false;
  const codes = reply.soapFault?.codes ?? [];
  return codes.some((code) => NOT_THERE_CODE.test(code)) || NOT_THERE_STATUS.has(reply.httpStatus ?? 0);
}

function noMedia(detail: string): { fault: Fault } {
  return { fault: { code: 'no-media', detail } };
}

function garbled(why: string): { fault: Fault } {
  return { fault: { code: 'onvif-garbled', detail: `The answer is not usable: ${why}.` } };
}
