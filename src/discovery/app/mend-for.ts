import type { CameraMend, MatchableCamera } from '../../registry/index.js';
import type { Candidate } from '../domain/candidate.js';
import type { AdoptionOrder } from '../domain/decide-adoption.js';

/** What of a camera's entry does not fit the device that it is, and what somebody wants changed besides. */
export function mendFor(
  camera: MatchableCamera,
  { address, otherHosts, identity }: Candidate,
  order: Omit<AdoptionOrder, 'cameraId' | 'asNew'>,
): CameraMend {
  const { villageId, programmeId, name } = order;
  const credentialId = order.credentialId ?? (camera.credentialId === null ? order.credentialIfNone : null);
  const { network } = camera;
  const { host, port, path, tls } = address;
  const isElsewhere = network.host !== host && !otherHosts.includes(network.host);
  const isOtherPort = network.onvif === null || network.onvif.port !== port;
  const isOtherMac = identity.mac !== null && identity.mac !== network.mac;
  const mended = {
    ...(isElsewhere ? { host } : {}),
    ...(isOtherMac ? { mac: identity.mac } : {}),
    ...(isOtherPort ? { onvif: { port, path, tls } } : {}),
  };
  return {
    ...(Object.keys(mended).length === 0 ? {} : { network: mended }),
    ...(villageId === null || villageId === camera.villageId ? {} : { villageId }),
    ...(programmeId === null ? {} : { programmeId }),
    ...(credentialId === null || credentialId === camera.credentialId ? {} : { credentialId }),
    ...(name === null || name === camera.name ? {} : { name }),
  };
}
