import type { RoomSchema } from '../platform/database/room-schema.js';
import { Attachments1765500000100 } from './store/migrations/attachments-1765500000100.js';
import { Funding1765500000000 } from './store/migrations/funding-1765500000000.js';
import {
  attachments,
  awards,
  awardVersions,
  fundingKeys,
  ledgerEntries,
  purchaseLines,
  purchases,
  purchaseSteps,
  purchaseVersions,
  untoldSteps,
} from './store/rows.js';

export const fundingRoomSchema: RoomSchema = {
  entities: [
    awards,
    awardVersions,
    ledgerEntries,
    purchases,
    purchaseVersions,
    purchaseLines,
    purchaseSteps,
    untoldSteps,
    attachments,
    fundingKeys,
  ],
  migrations: [Funding1765500000000, Attachments1765500000100],
};
