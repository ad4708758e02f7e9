import { collectDefaultMetrics, Registry } from 'prom-client';

export const METRICS_REGISTER = Symbol('metrics register');

/** A register of our own, so that two services in one process do not share their numbers. */
export function metricsRegister(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}
