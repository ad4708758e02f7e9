import { language } from '../locales/index.ts';

/** 0.905 is `90.5%`. */
export function share(part: number): string {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part);
}

/** A weight or a sum of some, without the dust of 0.1 + 0.2. */
export function weight(sum: number): string {
  return String(Math.round(sum * 1_000) / 1_000).replace('-', '−');
}
