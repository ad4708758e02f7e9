import { language } from '../locales/index.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** How long something has lasted, in its two largest units: `2 天 3 小时`. */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [
    [Math.floor(seconds / DAY_S), '天', 'd'],
    [Math.floor((seconds % DAY_S) / HOUR_S), '小时', 'h'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), '分钟', 'min'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return language() === 'zh' ? '不足 1 分钟' : 'less than a minute';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, zh, en]) => `${count} ${language() === 'zh' ? zh : en}`)
    .join(' ');
}
