import type { OpenLogin } from '../../registry/index.js';
import type { ProbeMemory } from '../domain/probe-memory.js';

/** Where a climb gets its login. */
export abstract class Logins {
  /** Null where there is none. */
  abstract loginOf(credentialId: string): Promise<OpenLogin | null>;
}

/** Where a refused login is written down. */
export abstract class RefusalBook {
  /** Resolves when it is kept: nothing else is sent to the camera before. */
  abstract keep(cameraId: string, memory: ProbeMemory): Promise<void>;
}
