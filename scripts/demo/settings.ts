export const FRAME_INTERVAL_S = 20;

/** A town that is looked at every few seconds, and in which one day of pictures is proof enough: nobody watches a demo for a week. */
export const DEMO_SETTINGS = {
  PROBING_HEARTBEAT_INTERVAL_S: '5',
  PROBING_FRAME_INTERVAL_S: String(FRAME_INTERVAL_S),
  PROBING_SECOND_OPINIONS_PER_MINUTE: '120',
  PICTURES_MIN_GAP_S: '5',
  FUNDING_CONFIRM_DAYS: '1',
} as const satisfies Readonly<Record<string, string>>;
