import type zh from '../zh/refusals.ts';

/** The service speaks English itself. */
const refusals: typeof zh = {
  other: '{message}',
  codes: {} as (typeof zh)['codes'],
  statuses: {} as (typeof zh)['statuses'],
  faults: {} as (typeof zh)['faults'],
  deliveries: [],
  undelivered: '{message}',
  fields: [],
};
export default refusals;
