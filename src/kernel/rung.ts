/**
 * The evidence ladder, lowest rung first. A probe climbs until a rung breaks; `picture` judges what `frame` brought.
 */
export const RUNGS = ['reach', 'onvif', 'login', 'stream', 'frame', 'picture'] as const;

export type Rung = (typeof RUNGS)[number];
