export { AccessModule } from './access.module.js';
export { OpenToMetricsNetworks } from './open-to-metrics-networks.decorator.js';
