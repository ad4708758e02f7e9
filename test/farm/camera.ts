import type { FarmFault } from './faults.js';

export type OnvifAuth =
  'none' | 'wsse' | 'digest-md5' | 'digest-md5-sess' | 'digest-sha256' | 'digest-sha256-sess' | 'both';
export type RtspAuth = 'none' | 'basic' | 'digest-md5' | 'digest-sha256';
export type Codec = 'h264' | 'h265' | 'mjpeg';
export type PictureSize = '360p' | '1080p';
/** What it shows: a street, or the fault of the picture that it has. */
export type Picture = 'moving' | 'black' | 'frozen' | 'covered' | 'blurred' | 'signal-lost';

/** How a device says that a login was refused: status and body differ by vendor and firmware. */
export type AuthFailure = '400-fault' | '401-fault' | '401-html' | '500-fault';

/** The spec of one virtual camera. Ports of 0 are chosen at start; `Farm.cameras` has the real ones. */
export interface VirtualCamera {
  readonly id: string;
  /** 127.x.y.z, one address a camera. */
  readonly host: string;
  readonly onvifPort: number;
  readonly rtspPort: number;
  readonly vendor: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  /** Six pairs with colons, lower case. */
  readonly mac: string;
  /** What the register was told. With the fault `wrong-password` the device itself takes another password. */
  readonly login: { readonly username: string; readonly password: string } | null;
  /** `both`: WS-UsernameToken or HTTP Digest (MD5), whichever comes. */
  readonly onvifAuth: OnvifAuth;
  readonly rtspAuth: RtspAuth;
  readonly codec: Codec;
  /** The smallest profile: `360p` cameras list a 1080p main and a 360p sub profile, `1080p` cameras only the main one. */
  readonly size: PictureSize;
  readonly picture: Picture;
  /** Seconds by which the device's clock is ahead (+) or behind (−). */
  readonly clockOffsetS?: number;
  /** POSIX time zone of the device, as `CST-8`. */
  readonly timeZone?: string;
  readonly authFailure?: AuthFailure;
  /** Rejected logins after which the device locks, ONVIF and RTSP together; 0 never locks (the default). */
  readonly lockoutAfter?: number;
  /** RTSP sessions at a time; one more is answered 453, or 401 with the fault `401-when-full`. Default 4. */
  readonly sessionCap?: number;
  /** Distance between key pictures. Default 1.5. */
  readonly gopS?: number;
  /** Milliseconds from PLAY to the first key picture, pictures that lean on an unseen one before it. Default 0. */
  readonly firstKeyFrameMs?: number;
  readonly faults: readonly FarmFault[];
}

export type CameraPatch = Partial<Omit<VirtualCamera, 'id' | 'host' | 'onvifPort' | 'rtspPort'>>;

/** Counted since the farm started; a change of the camera does not reset them. */
export interface CameraStats {
  /** TCP connections accepted, both ports. */
  readonly connections: number;
  /** Over connections that have ended, both ports, without what TCP and IP add. */
  readonly bytesHeard: number;
  readonly bytesSaid: number;
  readonly onvifCalls: number;
  /** By operation, as `GetSystemDateAndTime`. */
  readonly onvifOperations: Readonly<Record<string, number>>;
  /** Calls that carried a credential and were refused, ONVIF and RTSP together. */
  readonly rejectedLogins: number;
  /** Sessions that reached PLAY. */
  readonly rtspSessions: number;
  readonly maxConcurrentRtspSessions: number;
  readonly sessionsEndedByTeardown: number;
  readonly openRtspSessions: number;
}
