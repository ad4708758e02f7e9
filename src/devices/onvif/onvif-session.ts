import type { Outcome } from '../wire/outcome.js';
import type {
  DeviceClock,
  DeviceInformation,
  MediaProfile,
  OnvifServices,
  PinnedUri,
} from './device-facts.js';
import type { OnvifScheme } from './onvif-target.js';

/**
 * One visit to one device over one TCP connection; calls take turns. Every method answers within its deadline and
 * rejects only if the session's signal was aborted.
 */
export interface OnvifSession {
  /** What was learned so far; remember it per device and give it to the next session. */
  readonly scheme: OnvifScheme | null;
  /** A log-in was rejected: from then on calls that need one answer `login-withheld` without touching the wire. */
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
  /** Time the first connection took, also where the call on it failed; null: never connected. */
  readonly connectMs: number | null;
  /** GetSystemDateAndTime, unauthenticated: the heartbeat. A device that wants a log-in even for it gets one. */
  readClock(): Promise<Outcome<DeviceClock>>;
  readInformation(): Promise<Outcome<DeviceInformation>>;
  /** GetServices, else GetCapabilities; asked once a session. */
  readServices(): Promise<Outcome<OnvifServices>>;
  /** Media2 first, then Media1. Profiles without a video encoder are in the list, with `encoding` null. */
  readProfiles(): Promise<Outcome<readonly MediaProfile[]>>;
  readStreamUri(profile: MediaProfile): Promise<Outcome<PinnedUri>>;
  readSnapshotUri(profile: MediaProfile): Promise<Outcome<PinnedUri>>;
  /** `XX-XX-XX-XX-XX-XX`, of the enabled interface; null: the device does not tell. */
  readMac(): Promise<Outcome<string | null>>;
  readScopes(): Promise<Outcome<readonly string[]>>;
  /** Closes the connection; a call under way answers `onvif-closed`. */
  close(): Promise<void>;
}
