import type { RoomSchema } from '../platform/database/room-schema.js';
import { Attachments1765500000100 } from './store/migrations/attachments-1765500000100.js';
import { BoughtCameras1765600000100 } from './store/migrations/bought-cameras-1765600000100.js';
import { Funding1765500000000 } from './store/migrations/funding-1765500000000.js';
import { Reviews1765700000300 } from './store/migrations/reviews-1765700000300.js';
import { ImportedPurchases1765700000400 } from './store/migrations/imported-purchases-1765700000400.js';
import { Publications1765700000500 } from './store/migrations/publications-1765700000500.js';
import { publicationNumbers, publications } from './store/publication-rows.js';
import {
  attachments,
  awards,
  awardVersions,
  boughtCameras,
  explanations,
  fundingKeys,
  ledgerEntries,
  purchaseLines,
  purchases,
  purchaseSteps,
  purchaseVersions,
  untiedCameras,
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
    boughtCameras,
    untiedCameras,
    explanations,
    fundingKeys,
    publicationNumbers,
    publications,
  ],
  migrations: [
    Funding1765500000000,
    Attachments1765500000100,
    BoughtCameras1765600000100,
    Reviews1765700000300,
    ImportedPurchases1765700000400,
    Publications1765700000500,
  ],
};
