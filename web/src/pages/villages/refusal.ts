import { isProblem } from '../../api/problem.ts';
import { i18n, language } from '../../locales/index.ts';

/** What the service refused, in words of whoever reads it. A fault of ours is thrown on. */
export function refusalOf(cause: unknown): string {
  if (!isProblem(cause)) throw cause;
  const { t, te } = i18n.global;
  if (cause.status === 0 && cause.code !== 'cancelled') return t('frame.lost');
  const key = `villages.refusals.${cause.code}`;
  if (te(key)) return t(key as 'villages.refusals.other');
  return language() === 'en' ? cause.message : t('villages.refusals.other', { code: cause.code });
}

/** Whether the refusal names this field, or one within it. */
export function namesField(cause: unknown, ...paths: readonly string[]): boolean {
  if (!isProblem(cause)) return false;
  return cause.fields.some(({ path }) => paths.some((each) => path === each || path.startsWith(`${each}.`)));
}
