export { OnvifClient, type OnvifClientOptions } from './onvif-client.js';
export { DEFAULT_ONVIF_LIMITS, type OnvifLimits } from './onvif-limits.js';
export type { OnvifSession } from './onvif-session.js';
export { DEVICE_SERVICE_PATH, type OnvifScheme, type OnvifTarget } from './onvif-target.js';
export { smallestSuitableProfile } from './smallest-suitable-profile.js';
export type {
  DeviceClock,
  DeviceInformation,
  MediaProfile,
  MediaService,
  OnvifServices,
  PinnedUri,
  ServiceAddress,
} from './device-facts.js';
