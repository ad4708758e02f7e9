import type { ProbeTarget } from '../../registry/index.js';

/** A camera with ONVIF and a credential, whose stream nobody knows yet. */
export function probeTarget(more: Partial<ProbeTarget> = {}): ProbeTarget {
  return {
    cameraId: 'camera',
    villageId: 'village',
    programmeId: null,
    zoneId: 'local',
    host: '10.1.1.1',
    onvif: { port: 80, path: '/onvif/device_service', tls: false },
    rtsp: null,
    credentialId: 'cred',
    credentialVersion: 1,
    cadence: { heartbeatIntervalS: null, frameIntervalS: null, factsIntervalS: null },
    ...more,
  };
}
