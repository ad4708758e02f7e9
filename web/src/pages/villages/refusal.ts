import { isProblem } from '../../api/problem.ts';
import { problemWords } from '../../formats/refusals.ts';
import { i18n } from '../../locales/index.ts';

/** What the service refused, in the words of money and purchases where there are some. A fault of ours is thrown on. */
export function refusalOf(cause: unknown): string {
  if (!isProblem(cause)) throw cause;
  const { t, te } = i18n.global;
  const key = `villages.refusals.${cause.code}`;
  return te(key) ? t(key) : problemWords(cause);
}

/** The same, and nothing where nothing was refused. */
export function sayRefused(cause: Error | null): string {
  return cause === null ? '' : refusalOf(cause);
}

/** Whether the refusal names this field, or one within it. */
export function namesField(cause: unknown, ...paths: readonly string[]): boolean {
  if (!isProblem(cause)) return false;
  return cause.fields.some(({ path }) => paths.some((each) => path === each || path.startsWith(`${each}.`)));
}
