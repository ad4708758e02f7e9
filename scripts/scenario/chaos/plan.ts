/** Everything takes so long as beats do: a town whose heart beats every minute sees the same, twenty times as slow. */
export const BEAT_S = 3;

const SETTINGS: Readonly<Record<string, string>> = {
  PROBING_HEARTBEAT_INTERVAL_S: String(BEAT_S),
  PROBING_FRAME_INTERVAL_S: String(4 * BEAT_S),
  UPTIME_CLOSE_AFTER_LIVE_S: String(BEAT_S),
  UPTIME_INCIDENT_GATHER_S: '1',
  UPTIME_BLIND_ZONE_MIN_CAMERAS: '3',
  // A camera falls in several turns of one hour, and each fall is to be an outage of its own.
  UPTIME_FLAP_FALLS: '100',
};

/** Devices get less time than they do by default, so that a probe whose prober died is given up within ten beats. */
const HASTY: Readonly<Record<string, string>> = {
  PROBING_CONNECT_TIMEOUT_MS: '1500',
  PROBING_ONVIF_CALL_TIMEOUT_MS: '2000',
  PROBING_RTSP_ANSWER_TIMEOUT_MS: '2000',
  PROBING_FIRST_PACKET_TIMEOUT_MS: '2000',
  PROBING_KEY_PICTURE_TIMEOUT_MS: '4000',
};

/** A pause of a minute is shorter than a probe may take, and so is a pause of some beats. */
export function settingsOf(hasTrueTimes: boolean): Readonly<Record<string, string>> {
  return hasTrueTimes ? SETTINGS : { ...SETTINGS, ...HASTY };
}

/** In beats, and in minutes where times are to be true. */
interface Length {
  readonly beats: number;
  readonly trueS: number;
}

export const AWAY: Length = { beats: 4, trueS: 4 * BEAT_S };
export const PAUSE: Length = { beats: 6, trueS: 60 };
export const PARTITION: Length = { beats: 10, trueS: 600 };

export function secondsOf({ beats, trueS }: Length, hasTrueTimes: boolean): number {
  return hasTrueTimes ? trueS : beats * BEAT_S;
}

export const CLOCK_OFF_S = 300;

/** After a disturbance all is right again within so many beats: what was under way is given up, and then confirmed. */
export function rightWithinBeats(hasTrueTimes: boolean): number {
  return hasTrueTimes ? 45 : 20;
}

/** A service that dies has written down when it lived last so long before, and from then on nobody knows. */
export const PULSE_MS = 5_000;
/** Two services that look at the same camera at hours of their own see it fall, and come back, so far apart at most. */
export const APART_BEATS = 3;

/**
 * Whether a prober that is alone in its zone and cut off from the queue goes on looking, and tells of it afterwards. Until
 * it does, what happens meanwhile and is over by then is `unknown`; once it does, none of it may be lost.
 */
export const PROBES_WHILE_CUT_OFF = true;
