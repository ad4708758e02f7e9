/** The device's clock as GetSystemDateAndTime told it. */
export interface DeviceClock {
  readonly utcMs: number;
  /** Device minus ours, corrected by half the flight time; the device tells whole seconds. */
  readonly offsetMs: number;
  /** Time that connecting took in this session. */
  readonly connectMs: number;
  /** POSIX form (`CST-8`), as sent. */
  readonly timeZone: string | null;
  /** The device's wall clock, read as if it were UTC. */
  readonly localMs: number | null;
  /** The offset is a whole time zone: correcting by it would make matters worse, it is reported instead. */
  readonly looksLikeLocalTimeSentAsUtc: boolean;
}

/** As sent, never read as numbers: `1.10` and 18-digit serials stay what they are. Empty where the device is silent. */
export interface DeviceInformation {
  readonly vendor: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly hardwareId: string;
}

/** Paths of the services on the registered endpoint; null: the device has no such service. */
export interface OnvifServices {
  readonly device: string;
  readonly media: string | null;
  readonly media2: string | null;
  /** What the device claimed, for the evidence; credentials scrubbed. */
  readonly originals: readonly ServiceAddress[];
}

export interface ServiceAddress {
  readonly namespace: string;
  readonly xaddr: string;
}

export type MediaService = 'media2' | 'media';

/** `encoding` is null for a profile without a video encoder: skip it, asking for its stream hangs some devices. */
export interface MediaProfile {
  readonly token: string;
  readonly name: string;
  readonly service: MediaService;
  /** `H264`, `H265`, `JPEG`, `MPEG4`, or what else the device said, in upper case. */
  readonly encoding: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Frames a second. */
  readonly frameRate: number | null;
  /** Frames between two key pictures. */
  readonly gopLength: number | null;
}

/** A media address that can lead nowhere but to the registered host or an allowed one. */
export interface PinnedUri {
  /** The address as sent, credentials scrubbed: may be stored and shown. */
  readonly original: string;
  readonly scheme: 'rtsp' | 'rtsps' | 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** Path and query as sent. A secret where `hadCredentials`: some devices carry the password in it. */
  readonly path: string;
  readonly hadCredentials: boolean;
}
