import { i18n, language } from '../locales/index.ts';
import refusals from '../locales/zh/refusals.ts';
import type { FieldFault, Problem } from '../api/problem.ts';

const { t, te } = i18n.global;

/** What is wrong with a field, in the language of the page; what a page has found itself is in its words already. */
export function fieldWords({ code, parameters = {}, message }: FieldFault): string {
  if (language() === 'en' || code === undefined) return message;
  const ofFormat = byPattern(refusals.fields, message);
  if (ofFormat !== null) return ofFormat;
  const key = [`refusals.faults.${code}`, `refusals.codes.${code}`].find((one) => te(one));
  return key === undefined ? t('refusals.other', { message }) : t(key, parameters);
}

/** Why a message did not arrive. */
export function deliveryWords(message: string): string {
  if (language() === 'en' || message === '') return message;
  return byPattern(refusals.deliveries, message) ?? t('refusals.undelivered', { message });
}

function byPattern(patterns: typeof refusals.fields, message: string): string | null {
  for (const [pattern, words] of patterns) {
    const found = new RegExp(pattern).exec(message);
    if (found) return words.replaceAll(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? '');
  }
  return null;
}

/** Why it was not done, and what to do next. */
export function problemWords(problem: Problem): string {
  if (language() === 'en') return problem.message;
  const key = `refusals.codes.${problem.code}`;
  if (te(key)) return t(key);
  const status = `refusals.statuses.${problem.status}`;
  return te(status) ? t(status) : t('refusals.other', { message: problem.message });
}
