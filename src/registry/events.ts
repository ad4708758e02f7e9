/** An entry came, changed (address, credential, lifecycle, village, anything) or went. Consumers read it again. */
export class CameraRegistered {
  constructor(readonly cameraId: string) {}
}
export class CameraChanged {
  constructor(readonly cameraId: string) {}
}
export class CameraRemoved {
  constructor(readonly cameraId: string) {}
}
/** A village or programme came, changed or went: names, cadences and gauges follow. */
export class GroupsChanged {}
/** The buildings and walls of a village came, changed or went: what they hide is counted anew. */
export class BuildingsChanged {
  constructor(readonly villageId: string) {}
}
/** A place came, changed or went: what is covered is counted anew. */
export class PlacesChanged {}
