/** Who is told and who is sent: notices of outages and incidents, escalation, work orders. */
export { dispatchSchema } from './dispatch.schema.js';
export { DispatchModule } from './dispatch.module.js';
export { WorkOrderChanged } from './events.js';
