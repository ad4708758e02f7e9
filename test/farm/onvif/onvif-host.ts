import type { VirtualCamera } from '../camera.js';
import type { DigestGate } from '../digest.js';
import type { Ledger } from '../ledger.js';
import type { TokenGate } from './token-gate.js';

/** What the web service needs of its camera. */
export interface OnvifHost {
  readonly ledger: Ledger;
  readonly gate: DigestGate;
  readonly tokens: TokenGate;
  readonly trapUrl: string;
  camera(): VirtualCamera;
  login(): { username: string; password: string } | null;
  rejectLogin(): void;
  acceptLogin(): void;
}
