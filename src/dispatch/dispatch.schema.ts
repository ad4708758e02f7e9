import type { RoomSchema } from '../platform/database/room-schema.js';
import { Dispatch1764700000000 } from './store/migrations/dispatch-1764700000000.js';
import { VillagesApart1764700000100 } from './store/migrations/villages-apart-1764700000100.js';
import { orderCameras, orderSteps, untoldSteps, workOrders } from './store/order-rows.js';
import { threads } from './store/rows.js';

export const dispatchSchema: RoomSchema = {
  entities: [threads, workOrders, orderCameras, orderSteps, untoldSteps],
  migrations: [Dispatch1764700000000, VillagesApart1764700000100],
};
