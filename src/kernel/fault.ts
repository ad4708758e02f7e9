import type { Rung } from './rung.js';

/**
 * Every reason for which a camera is not `online`, and the rung on which it shows. `null` marks reasons that lie with
 * us and not with a rung of the camera. The codes are stored, counted in metrics and shown: they are never renamed.
 */
export const FAULT_RUNG = {
  // reach: no TCP connection to the registered host
  'address-unresolved': 'reach',
  'host-unreachable': 'reach',
  'connect-timeout': 'reach',
  'connection-refused': 'reach',
  // onvif: connected, but the clock call got no usable answer
  'onvif-timeout': 'onvif',
  'onvif-closed': 'onvif',
  'onvif-too-large': 'onvif',
  'onvif-garbled': 'onvif',
  'onvif-redirect': 'onvif',
  'onvif-http-error': 'onvif',
  'onvif-fault': 'onvif',
  // login: ONVIF or RTSP refused the credential
  'no-credential': 'login',
  'login-rejected': 'login',
  'login-withheld': 'login',
  'login-locked': 'login',
  // stream: RTSP did not get as far as media packets
  'no-media': 'stream',
  'stream-refused': 'stream',
  'stream-timeout': 'stream',
  'stream-busy': 'stream',
  'stream-not-found': 'stream',
  'stream-transport': 'stream',
  'stream-garbled': 'stream',
  'stream-error': 'stream',
  'stream-closed': 'stream',
  'stream-no-packets': 'stream',
  'stream-too-large': 'stream',
  // frame: packets flow, no decoded key picture
  'no-key-frame': 'frame',
  'frame-garbled': 'frame',
  'codec-unsupported': 'frame',
  // picture and device: a frame decoded, but something is wrong
  'signal-lost': 'picture',
  black: 'picture',
  covered: 'picture',
  frozen: 'picture',
  'scene-moved': 'picture',
  blurred: 'picture',
  noisy: 'picture',
  striped: 'picture',
  'too-dark': 'picture',
  'too-bright': 'picture',
  'low-contrast': 'picture',
  'no-colour': 'picture',
  'colour-cast': 'picture',
  'clock-off': 'onvif',
  'onvif-silent': 'onvif',
  // ours, never the camera's
  'decoder-failed': null,
  'client-quirk': null,
  'prober-down': null,
  'zone-blind': null,
  'not-probed-yet': null,
} as const satisfies Record<string, Rung | null>;

export type FaultCode = keyof typeof FAULT_RUNG;

export const FAULT_CODES = Object.keys(FAULT_RUNG) as readonly FaultCode[];

/** What went wrong, for a program (`code`) and for a person (`detail`: one sentence, no secrets, at most 300 characters). */
export interface Fault {
  readonly code: FaultCode;
  readonly detail: string;
}
