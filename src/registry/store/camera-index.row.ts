import { flag, table, text, whole } from './rows.js';

/** What lists filter by and searches look into: a narrow row, of which a hundred thousand are read in milliseconds. */
export interface CameraIndexRow {
  cameraId: string;
  villageId: string;
  programmeId: string | null;
  zoneId: string;
  credentialId: string | null;
  lifecycle: string;
  vendorCode: string | null;
  hasPosition: boolean;
  /** Whether every field is there that the template asks for; lifecycle says whether that matters. */
  isCompleteClassic: boolean;
  isCompleteStrict: boolean;
  words: string;
  edition: number;
}

export const cameraIndex = table<CameraIndexRow>('camera_index', {
  cameraId: { name: 'camera_id', type: 'text', primary: true },
  villageId: text('village_id'),
  programmeId: text('programme_id'),
  zoneId: text('zone_id'),
  credentialId: text('credential_id'),
  lifecycle: text('lifecycle'),
  vendorCode: text('vendor_code'),
  hasPosition: flag('has_position'),
  isCompleteClassic: flag('is_complete_classic'),
  isCompleteStrict: flag('is_complete_strict'),
  words: text('words'),
  edition: whole('edition'),
});
