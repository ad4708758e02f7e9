/** The same in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Names are the same in both languages. */
export const same = (text: string): Words => ({ zh: text, en: text });

const MINUTE_MS = 60_000;

/** Worked values: 59 s is `1 min`, 61 minutes `1 h 1 min`, 25 hours `1 d 1 h`. */
export function lasting(ms: number): Words {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return { zh: `${days} 天 ${hours} 小时`, en: `${days} d ${hours} h` };
  if (hours > 0) return { zh: `${hours} 小时 ${rest} 分钟`, en: `${hours} h ${rest} min` };
  return { zh: `${rest} 分钟`, en: `${rest} min` };
}
