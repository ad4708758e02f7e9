/** The door of the farm: virtual cameras on real sockets. It shares no code with `src/devices`. */
export type {
  AuthFailure,
  CameraPatch,
  CameraStats,
  Codec,
  OnvifAuth,
  Picture,
  PictureSize,
  RtspAuth,
  VirtualCamera,
} from './camera.js';
export { FARM_FAULTS, type FarmFault } from './faults.js';
export type { Farm, FarmOptions } from './farm.js';
export { expectation, type Expectation } from './truth.js';
export type {
  Programme,
  RegisterEntry,
  SiteKind,
  Town,
  TownBuilding,
  TownCamera,
  TownPlace,
  Village,
} from './town.js';
export { townOf } from './build-town.js';
export { startFarm } from './start-farm.js';
export { streamPath } from './stream-path.js';
export { crowd, CROWD_LOGIN, type CrowdPlan } from './crowd.js';
