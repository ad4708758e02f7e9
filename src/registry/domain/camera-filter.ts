import type { ShownState } from '../../kernel/camera-state.js';

/** What a list of cameras is narrowed to; null filters nothing. */
export interface CameraFilter {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly zoneId: string | null;
  readonly credentialId: string | null;
  readonly lifecycle: string | null;
  readonly vendorCode: string | null;
  readonly hasPosition: boolean | null;
  /** Only cameras in service are in a state. */
  readonly state: ShownState | null;
  /**
   * Words between blanks, each of which must be in the name, device code, address, village, vendor, model, MAC or host:
   * as it is written, or as its pinyin initials.
   */
  readonly words: string | null;
}

export const NO_FILTER: CameraFilter = {
  villageId: null,
  programmeId: null,
  zoneId: null,
  credentialId: null,
  lifecycle: null,
  vendorCode: null,
  hasPosition: null,
  state: null,
  words: null,
};
