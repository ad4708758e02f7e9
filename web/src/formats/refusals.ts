import { i18n, language } from '../locales/index.ts';
import refusals from '../locales/zh/refusals.ts';
import type { Problem } from '../api/problem.ts';

const { t, te } = i18n.global;

/** What the API says of a field, in the language of the page. */
export function fieldWords(message: string): string {
  if (language() === 'en' || isChinese(message)) return message;
  for (const [pattern, words] of refusals.fields) {
    const found = new RegExp(pattern).exec(message);
    if (found) return words.replaceAll(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? '');
  }
  return t('refusals.other', { message });
}

function isChinese(message: string): boolean {
  return /^[^a-z]*\p{Script=Han}/u.test(message);
}

/** Why it was not done, and what to do next. */
export function problemWords(problem: Problem): string {
  if (language() === 'en') return problem.message;
  const key = `refusals.codes.${problem.code}`;
  if (te(key)) return t(key);
  const status = `refusals.statuses.${problem.status}`;
  return te(status) ? t(status) : t('refusals.other', { message: problem.message });
}
