import { language } from '../locales/index.ts';

const MB = 1_048_576;

export function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in its two largest units: `3天 4小时`. */
export function span(seconds: number): string {
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const units = first === -1 ? UNITS.slice(-1) : UNITS.slice(first, first + 2);
  let rest = seconds;
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(count);
  });
  return parts.join(' ');
}

/** `0.4 s`: nobody reads milliseconds. */
export function milliseconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
