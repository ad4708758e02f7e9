import { type Candidate, candidateKey } from './candidate.js';
import type { DeviceIdentity } from './registered-camera.js';

/**
 * The candidate after the device told who it is. A device with another MAC than before is another device: what the
 * old one was linked to no longer holds.
 */
export function identified(candidate: Candidate, told: DeviceIdentity): Candidate {
  const before = candidate.identity;
  const identity: DeviceIdentity = {
    vendor: told.vendor ?? before.vendor,
    model: told.model ?? before.model,
    firmware: told.firmware ?? before.firmware,
    serial: told.serial ?? before.serial,
    mac: told.mac ?? before.mac,
  };
  const isAnother = before.mac !== null && identity.mac !== before.mac;
  return {
    ...candidate,
    identity,
    cameraId: isAnother ? null : candidate.cameraId,
    key: candidateKey({ ...candidate, mac: identity.mac }),
  };
}
