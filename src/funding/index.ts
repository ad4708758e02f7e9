/** Awards and other sources, what was bought of them, and what is left. */
export { fundingRoomSchema } from './funding.schema.js';
export { PurchaseChanged } from './events.js';
export { Funding, UNIT_STATUSES, type UnitStatus, type VillageFunds } from './funding.facade.js';
export { FundingModule } from './funding.module.js';
