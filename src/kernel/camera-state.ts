/**
 * What probing found, never what people say (that is the lifecycle).
 * `online`: a frame decoded, nothing wrong. `impaired`: a frame decoded, something wrong. `offline`: no frame,
 * confirmed. `unknown`: not looked at.
 */
export const CAMERA_STATES = ['online', 'impaired', 'offline', 'unknown'] as const;

export type CameraState = (typeof CAMERA_STATES)[number];
