/** The register: villages, programmes, zones, credentials and cameras, and what other rooms may know of them. */
export { forbiddenSite } from './domain/forbidden-site.js';
export { type Detail, type PlaceGeometry, type PlaceKind } from './domain/place.js';
export { type ObservedFacts, type ProbeTarget } from './domain/probe-target.js';
export {
  BuildingsChanged,
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  PlacesChanged,
} from './events.js';
export {
  type CameraSummary,
  type ChangesAsked,
  type CameraTies,
  type OpenLogin,
  type PlaceSummary,
  type ProgrammeSummary,
  Registry,
  type VillageCompleteness,
  type VillageSummary,
  type ZoneName,
} from './registry.facade.js';
export {
  type CameraMend,
  type FoundCamera,
  type MatchableCamera,
  type PlannedCamera,
  RegistryEntries,
  type ZoneSummary,
} from './registry.entries.js';
export { type DeviceOfCamera, RegistryDevices } from './registry.devices.js';
export {
  type BuildingsOfVillage,
  type CameraSightFacts,
  RegistryGrounds,
  type VillageBoundary,
} from './registry.grounds.js';
export { RegistryStates, type StatesNow } from './registry.states.js';
export { type Building, type BuildingGeometry } from './domain/buildings.js';
export { boundarySchema, point as geoPointSchema } from './http/boundary.schema.js';
export { resealCredentials } from './app/reseal-credentials.js';
export { RegistryModule } from './registry.module.js';
export { registrySchema } from './registry.schema.js';
