import { language } from '../locales/index.ts';

/** Whole fen as people write yuan: 14269700 is `142,697.00`. No division of fractions: the digits are cut. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '−' : ''}${whole}.${digits.slice(-2)}`;
}

/** With its unit behind it: `142,697.00 元`. */
export function money(fen: number): string {
  return `${yuan(fen)} ${language() === 'zh' ? '元' : 'yuan'}`;
}
