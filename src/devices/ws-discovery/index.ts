export type { ProbeAnswer, ProbeMatch, Sender, ServiceUrl } from './probe-match.js';
export type { ProbeInterface } from './probe-socket.js';
export {
  type DiscoveryPlan,
  type DiscoveryTally,
  WsDiscovery,
  type WsDiscoveryOptions,
} from './ws-discovery.js';
