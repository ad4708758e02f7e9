import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerBuildInfo } from './build-info.js';

export const METRICS_REGISTER = Symbol('metrics register');

/** Gauges of the library that are named like counters: `promtool check metrics` takes offence. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** A register of our own, so that two services in one process do not share their numbers; but the process is one. */
export function metricsRegister(): Registry {
  const register = Registry.merge([processRegister()]);
  registerBuildInfo(register);
  return register;
}

let ofProcess: Registry | undefined;

/** Once: the library watches the event loop and the collector from then on, and has no way to end it. */
function processRegister(): Registry {
  if (ofProcess !== undefined) return ofProcess;
  const register = new Registry();
  collectDefaultMetrics({ register });
  for (const name of MISNAMED) register.removeSingleMetric(name);
  return (ofProcess = register);
}
