/** Hours since Monday 00:00 in the town; the week ends at 168. */
export type Hour = number;

export const MONDAY = Date.parse('2026-03-02T00:00:00+08:00');
export const WEEK_H = 168;
export const HOUR_MS = 3_600_000;

/** Heartbeats every 30 minutes, three missed in a row confirm: a fall is seen after 60 to 95 minutes. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PROBING_HEARTBEAT_INTERVAL_S: '1800',
  PROBING_FRAME_INTERVAL_S: '21600',
  PROBING_FACTS_INTERVAL_S: '604800',
  // The devices' time is put right every ten minutes.
  PROBING_CLOCK_OFFSET_LIMIT_S: '3600',
  UPTIME_CLOSE_AFTER_LIVE_S: '7200',
  UPTIME_FLAP_WINDOW_S: '86400',
  UPTIME_FLAP_CLOSE_AFTER_LIVE_S: '14400',
  UPTIME_INCIDENT_GATHER_S: '3600',
  UPTIME_INCIDENT_TOGETHER_S: '7200',
  DISPATCH_ESCALATE_URGENT_AFTER_S: '21600',
  DISPATCH_ESCALATE_ROUTINE_AFTER_S: '21600',
  DISPATCH_ESCALATION_STEPS: '2',
  DISPATCH_ORDER_AFTER_HOURS: '20',
  DISPATCH_CONFIRM_LIVE_S: '7200',
  DISPATCH_DUE_HOURS: '72',
  NOTIFY_TRUSTED_HOSTS: '127.0.0.1',
  NOTIFY_COLLECT_S: '60',
};

export const SWITCH = { name: 'SW-07', cameras: 40 };

/** Cameras that stay dark for these hours, by what they are in the story. */
export const FALLS: readonly { readonly who: string; readonly from: Hour; readonly to: Hour }[] = [
  { who: 'single', from: 8, to: 34 },
  { who: 'switch', from: 38, to: 42 },
  // Two hours dark, an hour and a half light, five times over.
  ...[57, 60.5, 64, 67.5, 71].map((from) => ({ who: 'flapping', from, to: from + 2 })),
  { who: 'maintained', from: 92.5, to: 94 },
  { who: 'on paper', from: 105, to: 132 },
  { who: 'forgotten', from: 128, to: 152 },
];

/** Nobody looks: the service is stopped and started. */
export const PROBER_RESTART = { from: 54, to: 54.5 };
export const MAINTENANCE = { from: 92, to: 95, cameras: 5 };

/** What people do, by the hour. */
export const DEEDS = {
  technicianTakesSingle: 32,
  singleMended: 34,
  flappingAcknowledged: 60,
  orderByHand: 107,
  mendedOnPaper: 108.5,
  paperLookedAt: 112,
} as const;
