/** Who is told and who is sent: notices of outages and incidents, escalation, work orders. */
export { dispatchSchema } from './dispatch.schema.js';
export { Dispatch, type OrderCount } from './dispatch.facade.js';
export { DispatchModule } from './dispatch.module.js';
export { type OrderState, UNFINISHED_STATES } from './domain/order.js';
export { WorkOrderChanged } from './events.js';
