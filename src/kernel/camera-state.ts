/**
 * What probing found, never what people say (that is the lifecycle).
 * `online`: a frame decoded, nothing wrong. `impaired`: a frame decoded, something wrong. `offline`: no frame,
 * confirmed. `unknown`: not looked at.
 */
export const CAMERA_STATES = ['online', 'impaired', 'offline', 'unknown'] as const;

export type CameraState = (typeof CAMERA_STATES)[number];

/** How lists show a camera in service: while it is in maintenance it counts as that, whatever probing finds. */
export const SHOWN_STATES = [...CAMERA_STATES, 'maintenance'] as const;

export type ShownState = (typeof SHOWN_STATES)[number];
