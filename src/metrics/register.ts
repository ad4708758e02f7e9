import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerBuildInfo } from './build-info.js';

export const METRICS_REGISTER = Symbol('metrics register');

/** Gauges of the library that are named like counters: `promtool check metrics` takes offence. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** A register of our own, so that two services in one process do not share their numbers. */
export function metricsRegister(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  for (const name of MISNAMED) register.removeSingleMetric(name);
  registerBuildInfo(register);
  return register;
}
