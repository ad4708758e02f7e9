/**
 * What the week is to give, written by hand from the plan. A fall is seen 1–1.6 h after it, a recovery within 0.6 h; so
 * ratios are bounds in percent, and everything else is exact.
 */
export const OUTAGES = [
  'flapping: flapping, recovered',
  'forgotten: recovered',
  'on paper: recovered',
  'single: recovered',
  ...Array.from({ length: 40 }, () => 'switch: in an incident, recovered'),
];

export const INCIDENTS = ['prober: 587 cameras, over', 'uplink SW-07: 40 cameras, over'];

/** Thread and kind of every notice that the receiver got, each once. */
export const NOTICES = [
  'incident prober: opened',
  'incident prober: recovered',
  'incident uplink: opened',
  'incident uplink: recovered',
  'outage of flapping: opened',
  'outage of flapping: recovered',
  // Nobody said that they had seen it for six hours, and for twelve.
  'outage of forgotten: escalated',
  'outage of forgotten: escalated',
  'outage of forgotten: opened',
  'outage of forgotten: recovered',
  // Somebody accepted the work order before the first six hours were over.
  'outage of on paper: opened',
  'outage of on paper: recovered',
  'outage of single: escalated',
  'outage of single: escalated',
  'outage of single: opened',
  'outage of single: recovered',
  'work order of forgotten: recovered',
  'work order of forgotten: report',
  'work order of on paper: recovered',
  'work order of on paper: reminder',
  'work order of on paper: report',
  'work order of single: recovered',
  'work order of single: report',
];

export const ORDERS = [
  'forgotten: opened by rule, closed as self-recovered',
  'on paper: opened by hand, closed as power',
  'single: opened by rule, closed as cable',
];

/** 在线率 over the seven days, percent; `hoursDark` of one camera's 168 (167.5 were looked at), least and most. */
export const HOURS_DARK: Readonly<Record<string, readonly [number, number]>> = {
  single: [24.3, 25.7],
  // Five times two hours, each seen after 1–1.6 and over within 0.6.
  flapping: [1.8, 8],
  maintained: [0, 0],
  'on paper': [25.3, 26.7],
  forgotten: [22.3, 23.7],
};
