import type { CameraState } from '../../src/kernel/camera-state.js';
import type { FaultCode } from '../../src/kernel/fault.js';
import type { VirtualCamera } from './camera.js';
import type { FarmFault } from './faults.js';

export interface Expectation {
  readonly state: CameraState;
  readonly fault: FaultCode | null;
}

type Codes = Partial<Record<FarmFault, FaultCode>>;

const REACH: Codes = {
  refuse: 'connection-refused',
  unreachable: 'connect-timeout',
  'accept-silent': 'onvif-timeout',
  'accept-close': 'onvif-closed',
};

const ONVIF: Codes = {
  'onvif-refused': 'connection-refused',
  'onvif-hang': 'onvif-timeout',
  'onvif-close': 'onvif-closed',
  'slow-drip': 'onvif-timeout',
  'huge-body': 'onvif-too-large',
  'entity-bomb': 'onvif-garbled',
  'deep-nesting': 'onvif-garbled',
  'invalid-utf8': 'onvif-garbled',
  'redirect-elsewhere': 'onvif-redirect',
  'not-soap': 'onvif-garbled',
  'http-500': 'onvif-http-error',
  'truncated-body': 'onvif-closed',
};

const LOGIN: Codes = { 'wrong-password': 'login-rejected', locked: 'login-locked' };

const STREAM: Codes = {
  'media-missing': 'no-media',
  'rtsp-refused': 'stream-refused',
  'rtsp-hang': 'stream-timeout',
  'rtsp-garbled': 'stream-garbled',
  'rtsp-500': 'stream-error',
  'rtsp-404': 'stream-not-found',
  'silent-describe': 'stream-timeout',
  'endless-sdp': 'stream-too-large',
  'audio-only': 'no-media',
  'unknown-codec': 'codec-unsupported',
  'no-transport': 'stream-transport',
  'rtcp-only': 'stream-no-packets',
  'stream-ends': 'stream-closed',
  'no-key-frame': 'no-key-frame',
  'garbage-nals': 'frame-garbled',
};

const CLOCK = new Set<FarmFault>(['clock-off', 'local-time-as-utc', 'local-time-told']);

/** Beyond this a monitor should report the clock, in seconds. */
const TOLERATED_CLOCK_OFFSET_S = 30;

/**
 * What a right monitor must find of this camera once it has looked long enough. A broken camera carries the code of
 * the lowest rung that broke; where a picture comes all the same, the worst that is wrong with it. A camera whose
 * sessions are all taken is `unknown`: busy is not dead.
 */
export function expectation(camera: VirtualCamera): Expectation {
  const reach = first(REACH, camera);
  if (reach) return { state: 'offline', fault: reach };
  const onvif = first(ONVIF, camera);
  const noFrame = loginFault(camera) ?? first(STREAM, camera);
  if (noFrame) return { state: 'offline', fault: onvif ?? noFrame };
  if (isBusy(camera)) return { state: 'unknown', fault: 'stream-busy' };
  if (camera.picture !== 'moving') return { state: 'impaired', fault: camera.picture };
  if (onvif) return { state: 'impaired', fault: 'onvif-silent' };
  if (isClockOff(camera)) return { state: 'impaired', fault: 'clock-off' };
  return { state: 'online', fault: null };
}

function first(codes: Codes, camera: VirtualCamera): FaultCode | null {
  const found = Object.keys(codes).find((fault) => camera.faults.includes(fault as FarmFault));
  return found === undefined ? null : (codes[found as FarmFault] ?? null);
}

function loginFault(camera: VirtualCamera): FaultCode | null {
  const needsLogin = camera.onvifAuth !== 'none' || camera.rtspAuth !== 'none';
  return needsLogin && camera.login !== null ? first(LOGIN, camera) : null;
}

function isBusy(camera: VirtualCamera): boolean {
  return camera.faults.includes('rtsp-453') || camera.sessionCap === 0;
}

function isClockOff(camera: VirtualCamera): boolean {
  if (camera.faults.some((fault) => CLOCK.has(fault))) return true;
  return Math.abs(camera.clockOffsetS ?? 0) > TOLERATED_CLOCK_OFFSET_S;
}
