/** Searches of a zone's networks, the candidates they find, and how these become cameras. */
export { DiscoveryModule } from './discovery.module.js';
export { discoverySchema } from './discovery.schema.js';
