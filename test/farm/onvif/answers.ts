import type { VirtualCamera } from '../camera.js';
import { SIZES } from '../reels/reel-names.js';

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA2 = 'http://www.onvif.org/ver20/media/wsdl';
const SCHEMA = 'http://www.onvif.org/ver10/schema';
const ERROR = 'http://www.onvif.org/ver10/error';

/** Prefixes differ by vendor; a client that goes by them breaks. */
interface Prefixes {
  readonly soap: string;
  readonly tds: string;
  readonly trt: string;
  readonly tt: string;
}
const STYLES: readonly Prefixes[] = [
  { soap: 'SOAP-ENV', tds: 'tds', trt: 'trt', tt: 'tt' },
  { soap: 'env', tds: 'tds', trt: 'trt', tt: 'tt' },
  { soap: 's', tds: 'ns1', trt: 'ns2', tt: 'ns3' },
];

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The SOAP answers of one camera. */
export class OnvifAnswers {
  private readonly p: Prefixes;

  constructor(
    private readonly camera: VirtualCamera,
    private readonly ports: { readonly onvif: number; readonly rtsp: number },
  ) {
    this.p = STYLES[camera.vendor.length % STYLES.length]!;
  }

  /** Null when the device does not know the operation. */
  answer(operation: string, isMedia2: boolean): Answer | null {
    const { faults } = this.camera;
    const isMedia = ['GetProfiles', 'GetStreamUri', 'GetSnapshotUri', 'GetVideoSources'].includes(operation);
    if (isMedia && faults.includes('media-missing'))
      return this.fault('ActionNotSupported', 'Media is not supported', 500);
    if (isMedia2 && faults.includes('no-media2'))
      return this.fault('ActionNotSupported', 'no such service', 500);
    const { tds, trt } = this.p;
    switch (operation) {
      case 'GetSystemDateAndTime':
        return this.ok(
          `<${tds}:GetSystemDateAndTimeResponse>${this.clock()}</${tds}:GetSystemDateAndTimeResponse>`,
        );
      case 'GetDeviceInformation':
        return this.ok(
          `<${tds}:GetDeviceInformationResponse>${this.information()}</${tds}:GetDeviceInformationResponse>`,
        );
      case 'GetServices':
        if (faults.includes('no-get-services'))
          return this.fault('ActionNotSupported', 'Optional Action Not Implemented', 500);
        return this.ok(`<${tds}:GetServicesResponse>${this.services()}</${tds}:GetServicesResponse>`);
      case 'GetCapabilities':
        return this.ok(
          `<${tds}:GetCapabilitiesResponse>${this.capabilities()}</${tds}:GetCapabilitiesResponse>`,
        );
      case 'GetScopes':
        return this.ok(`<${tds}:GetScopesResponse>${this.scopes()}</${tds}:GetScopesResponse>`);
      case 'GetHostname':
        return this.ok(
          `<${tds}:GetHostnameResponse><${tds}:HostnameInformation><${this.p.tt}:FromDHCP>false</${this.p.tt}:FromDHCP></${tds}:HostnameInformation></${tds}:GetHostnameResponse>`,
        );
      case 'GetNetworkInterfaces':
        return this.ok(
          `<${tds}:GetNetworkInterfacesResponse>${this.interfaces()}</${tds}:GetNetworkInterfacesResponse>`,
        );
      case 'GetVideoSources':
        return this.ok(
          `<${trt}:GetVideoSourcesResponse><${trt}:VideoSources token="source0"><${this.p.tt}:Framerate>25</${this.p.tt}:Framerate><${this.p.tt}:Resolution><${this.p.tt}:Width>1920</${this.p.tt}:Width><${this.p.tt}:Height>1080</${this.p.tt}:Height></${this.p.tt}:Resolution></${trt}:VideoSources></${trt}:GetVideoSourcesResponse>`,
        );
      case 'GetProfiles':
        return isMedia2
          ? this.profiles2()
          : this.ok(`<${trt}:GetProfilesResponse>${this.profiles()}</${trt}:GetProfilesResponse>`);
      case 'GetStreamUri':
        return isMedia2
          ? this.ok(
              `<m2:GetStreamUriResponse xmlns:m2="${MEDIA2}"><m2:Uri>${escape(this.streamUri())}</m2:Uri></m2:GetStreamUriResponse>`,
            )
          : this.ok(
              `<${trt}:GetStreamUriResponse><${trt}:MediaUri><${this.p.tt}:Uri>${escape(this.streamUri())}</${this.p.tt}:Uri><${this.p.tt}:InvalidAfterConnect>false</${this.p.tt}:InvalidAfterConnect><${this.p.tt}:InvalidAfterReboot>false</${this.p.tt}:InvalidAfterReboot><${this.p.tt}:Timeout>PT60S</${this.p.tt}:Timeout></${trt}:MediaUri></${trt}:GetStreamUriResponse>`,
            );
      case 'GetSnapshotUri':
        return this.ok(
          `<${trt}:GetSnapshotUriResponse><${trt}:MediaUri><${this.p.tt}:Uri>${escape(`http://${this.uriHost()}/snapshot.jpg`)}</${this.p.tt}:Uri></${trt}:MediaUri></${trt}:GetSnapshotUriResponse>`,
        );
      default:
        return null;
    }
  }

  fault(subcode: string, reason: string, status = 400): Answer {
    const { soap } = this.p;
    const code = `<${soap}:Code><${soap}:Value>${soap}:Sender</${soap}:Value><${soap}:Subcode><${soap}:Value>ter:${subcode}</${soap}:Value></${soap}:Subcode></${soap}:Code>`;
    const body = `<${soap}:Fault xmlns:ter="${ERROR}">${code}<${soap}:Reason><${soap}:Text xml:lang="en">${reason}</${soap}:Text></${soap}:Reason></${soap}:Fault>`;
    return { status, body: this.envelope(body) };
  }

  private ok(content: string): Answer {
    return { status: 200, body: this.envelope(content) };
  }

  private envelope(content: string): string {
    const { soap, tds, trt, tt } = this.p;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${soap}:Envelope xmlns:${soap}="${SOAP}" xmlns:${tds}="${DEVICE}" xmlns:${trt}="${MEDIA}" xmlns:${tt}="${SCHEMA}"><${soap}:Body>${content}</${soap}:Body></${soap}:Envelope>`;
  }

  /** The device's clock in milliseconds. */
  nowMs(): number {
    const { clockOffsetS, faults } = this.camera;
    return Date.now() + (clockOffsetS ?? (faults.includes('clock-off') ? 300 : 0)) * 1_000;
  }

  private clock(): string {
    const { tds, tt } = this.p;
    const isLocal = this.camera.faults.includes('local-time-as-utc');
    const utc = new Date(this.nowMs() + (isLocal ? 8 * 3_600_000 : 0));
    const local = new Date(this.nowMs() + 8 * 3_600_000);
    const time = (name: string, at: Date): string =>
      `<${tt}:${name}><${tt}:Time><${tt}:Hour>${at.getUTCHours()}</${tt}:Hour><${tt}:Minute>${at.getUTCMinutes()}</${tt}:Minute><${tt}:Second>${at.getUTCSeconds()}</${tt}:Second></${tt}:Time><${tt}:Date><${tt}:Year>${at.getUTCFullYear()}</${tt}:Year><${tt}:Month>${at.getUTCMonth() + 1}</${tt}:Month><${tt}:Day>${at.getUTCDate()}</${tt}:Day></${tt}:Date></${tt}:${name}>`;
    return `<${tds}:SystemDateAndTime><${tt}:DateTimeType>NTP</${tt}:DateTimeType><${tt}:DaylightSavings>false</${tt}:DaylightSavings><${tt}:TimeZone><${tt}:TZ>${this.camera.timeZone ?? 'CST-8'}</${tt}:TZ></${tt}:TimeZone>${time('UTCDateTime', utc)}${time('LocalDateTime', local)}</${tds}:SystemDateAndTime>`;
  }

  private information(): string {
    const { tds } = this.p;
    const { vendor, model, firmware, serial } = this.camera;
    const fields = {
      Manufacturer: vendor,
      Model: model,
      FirmwareVersion: firmware,
      SerialNumber: serial,
      HardwareId: '88',
    };
    return Object.entries(fields)
      .map(([name, value]) => `<${tds}:${name}>${escape(value)}</${tds}:${name}>`)
      .join('');
  }

  private services(): string {
    const { tds, tt } = this.p;
    const service = (namespace: string, path: string): string =>
      `<${tds}:Service><${tds}:Namespace>${namespace}</${tds}:Namespace><${tds}:XAddr>${this.xaddr(path)}</${tds}:XAddr><${tds}:Version><${tt}:Major>2</${tt}:Major><${tt}:Minor>60</${tt}:Minor></${tds}:Version></${tds}:Service>`;
    const media2 = this.camera.faults.includes('no-media2') ? '' : service(MEDIA2, 'media2_service');
    return service(DEVICE, 'device_service') + service(MEDIA, 'media_service') + media2;
  }

  private capabilities(): string {
    const { tds, tt } = this.p;
    return `<${tds}:Capabilities><${tt}:Device><${tt}:XAddr>${this.xaddr('device_service')}</${tt}:XAddr></${tt}:Device><${tt}:Media><${tt}:XAddr>${this.xaddr('media_service')}</${tt}:XAddr></${tt}:Media></${tds}:Capabilities>`;
  }

  private scopes(): string {
    const { tds, tt } = this.p;
    return ['type/video_encoder', 'Profile/Streaming', `name/${encodeURIComponent(this.camera.model)}`]
      .map(
        (scope) =>
          `<${tds}:Scopes><${tt}:ScopeDef>Fixed</${tt}:ScopeDef><${tt}:ScopeItem>onvif://www.onvif.org/${scope}</${tt}:ScopeItem></${tds}:Scopes>`,
      )
      .join('');
  }

  private interfaces(): string {
    const { tds, tt } = this.p;
    return `<${tds}:NetworkInterfaces token="eth0"><${tt}:Enabled>true</${tt}:Enabled><${tt}:Info><${tt}:Name>eth0</${tt}:Name><${tt}:HwAddress>${this.camera.mac}</${tt}:HwAddress><${tt}:MTU>1500</${tt}:MTU></${tt}:Info></${tds}:NetworkInterfaces>`;
  }

  private profiles(): string {
    const { trt, tt } = this.p;
    const encoding = { h264: 'H264', h265: 'H265', mjpeg: 'JPEG' }[this.camera.codec];
    const bare = this.camera.faults.includes('profile-without-encoder')
      ? `<${trt}:Profiles token="Empty" fixed="true"><${tt}:Name>empty</${tt}:Name></${trt}:Profiles>`
      : '';
    const profile = (token: string, widthPx: number, heightPx: number): string =>
      `<${trt}:Profiles token="${token}" fixed="true"><${tt}:Name>${token}</${tt}:Name><${tt}:VideoSourceConfiguration token="vsc"><${tt}:Name>vsc</${tt}:Name><${tt}:UseCount>2</${tt}:UseCount><${tt}:SourceToken>source0</${tt}:SourceToken><${tt}:Bounds x="0" y="0" width="1920" height="1080"/></${tt}:VideoSourceConfiguration><${tt}:VideoEncoderConfiguration token="vec_${token}"><${tt}:Name>vec</${tt}:Name><${tt}:UseCount>1</${tt}:UseCount><${tt}:Encoding>${encoding}</${tt}:Encoding><${tt}:Resolution><${tt}:Width>${widthPx}</${tt}:Width><${tt}:Height>${heightPx}</${tt}:Height></${tt}:Resolution><${tt}:Quality>4</${tt}:Quality></${tt}:VideoEncoderConfiguration></${trt}:Profiles>`;
    return (
      bare +
      this.sizes()
        .map(({ token, widthPx, heightPx }) => profile(token, widthPx, heightPx))
        .join('')
    );
  }

  private profiles2(): Answer {
    const { tt } = this.p;
    const encoding = { h264: 'H264', h265: 'H265', mjpeg: 'JPEG' }[this.camera.codec];
    const profile = ({ token, widthPx, heightPx }: Sized): string =>
      `<m2:Profiles token="${token}" fixed="true"><m2:Name>${token}</m2:Name><m2:Configurations><m2:VideoSource token="vsc"><${tt}:Name>vsc</${tt}:Name><${tt}:SourceToken>source0</${tt}:SourceToken></m2:VideoSource><m2:VideoEncoder token="vec_${token}"><${tt}:Name>vec</${tt}:Name><${tt}:Encoding>${encoding}</${tt}:Encoding><${tt}:Resolution><${tt}:Width>${widthPx}</${tt}:Width><${tt}:Height>${heightPx}</${tt}:Height></${tt}:Resolution></m2:VideoEncoder></m2:Configurations></m2:Profiles>`;
    const bare = this.camera.faults.includes('profile-without-encoder')
      ? '<m2:Profiles token="Empty" fixed="true"><m2:Name>empty</m2:Name></m2:Profiles>'
      : '';
    return this.ok(
      `<m2:GetProfilesResponse xmlns:m2="${MEDIA2}">${bare}${this.sizes().map(profile).join('')}</m2:GetProfilesResponse>`,
    );
  }

  /** A camera with a small stream lists a large main one before it. */
  private sizes(): Sized[] {
    const main = { token: 'MainStream', ...SIZES['1080p'] };
    return this.camera.size === '1080p' ? [main] : [main, { token: 'SubStream', ...SIZES['360p'] }];
  }

  private streamUri(): string {
    const { faults, login } = this.camera;
    const user =
      faults.includes('credentials-in-uris') && login !== null
        ? `${encodeURIComponent(login.username)}:${encodeURIComponent(login.password)}@`
        : '';
    const host = faults.includes('stream-uri-elsewhere') ? '127.255.255.1' : this.uriHost();
    return `rtsp://${user}${host}:${this.ports.rtsp}/Streaming/Channels/102?transportmode=unicast&profile=SubStream`;
  }

  private xaddr(path: string): string {
    return `http://${this.uriHost()}${this.camera.faults.includes('wrong-host-in-uris') ? '' : `:${this.ports.onvif}`}/onvif/${path}`;
  }

  private uriHost(): string {
    return this.camera.faults.includes('wrong-host-in-uris') ? '192.168.1.64' : this.camera.host;
  }
}

interface Sized {
  readonly token: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
