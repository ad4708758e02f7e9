import { isProblem } from '../../api/problem.ts';
import { problemWords } from '../../formats/refusals.ts';

/** In one sentence, in the language of the page; nothing where nothing went wrong. */
export function wordsOf(cause: Error | null | undefined): string {
  return isProblem(cause) ? problemWords(cause) : (cause?.message ?? '');
}
