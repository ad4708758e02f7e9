import type { PictureSize, VirtualCamera } from '../camera.js';
import type { DigestGate } from '../digest.js';
import type { Ledger } from '../ledger.js';
import type { Clip } from '../media/stock.js';

/** What a viewer's session needs of its camera. */
export interface RtspHost {
  readonly ledger: Ledger;
  /** As it is now: changes reach sessions that begin later. */
  camera(): VirtualCamera;
  clip(size: PictureSize): Clip;
  /** The next group of pictures to show; always the same one where the picture is frozen. */
  nextGop(): number;
  /** From PLAY to the first key picture. */
  keyFrameWaitMs(): number;
  /** What the device takes as its login; null lets everybody in. */
  login(): { username: string; password: string } | null;
  rejectLogin(): void;
  acceptLogin(): void;
  readonly gate: DigestGate;
}
