import type { Camera } from '../domain/camera.js';
import { emptyRegister, type RegisterValues } from '../domain/register-columns.js';

type More = Partial<Omit<Camera, 'register'>> & { readonly register?: Partial<RegisterValues> };

/** A camera in service of which the register says nothing more than it must. */
export function sampleCamera({ register, ...more }: More = {}): Camera {
  return {
    id: 'c-1',
    name: '村口',
    deviceCode: null,
    villageId: 'v-1',
    programmeId: null,
    zoneId: 'z-1',
    credentialId: null,
    lifecycle: 'in-service',
    siteKind: null,
    isDemonstration: false,
    position: null,
    rawPosition: null,
    customFields: {},
    network: { host: '10.1.1.1', mac: null, onvif: { port: 80, path: '/', tls: false }, rtsp: null },
    observed: null,
    createdAt: 0,
    updatedAt: 0,
    revision: 1,
    ...more,
    register: { ...emptyRegister(), ...register },
  };
}
