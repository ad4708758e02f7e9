import type { Camera, Network } from '../domain/camera.js';
import type { RegisterValues } from '../domain/register-columns.js';

/** What people write of a camera. */
export type CameraEntry = Omit<Camera, 'id' | 'observed' | 'createdAt' | 'updatedAt' | 'revision'>;

type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A change: what is left out stays. */
export type CameraPatch = Patch<Omit<CameraEntry, 'network' | 'register'>> & {
  readonly network?: Patch<Network> | undefined;
  readonly register?: Patch<RegisterValues> | undefined;
};

/** `network` and `register` are merged field by field; `position`, `onvif` and `rtsp` are replaced whole. */
export function withPatch<E extends CameraEntry>(entry: E, patch: CameraPatch): E {
  return {
    ...entry,
    ...given(patch),
    // A position that people give themselves was in no other system before.
    ...(patch.position !== undefined && patch.rawPosition === undefined ? { rawPosition: null } : {}),
    network: { ...entry.network, ...given(patch.network ?? {}) },
    register: { ...entry.register, ...given(patch.register ?? {}) },
  };
}

function given(patch: object): object {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
