import { computed, shallowRef } from 'vue';
import { fieldWords, problemWords } from '../formats/refusals.ts';
import { isProblem, Problem } from './problem.ts';
import { person, session } from './session.ts';

/** What the service refused of a form: each fault at the field it names, the rest in one sentence above the buttons. */
export function useRefusal(fields: readonly string[] = []) {
  const problem = shallowRef<Problem | null>(null);
  const shown = (path: string): string | undefined => fields.find((field) => isOf(path, field));
  const at = (field: string): string =>
    problem.value?.fields
      .filter(({ path }) => shown(path) === field)
      .map((fault) => fieldWords(fault))
      .join('；') ?? '';
  const rest = computed(() => {
    if (problem.value === null) return '';
    const elsewhere = problem.value.fields.filter(({ path }) => shown(path) === undefined);
    const isAllShown = problem.value.fields.length > 0 && elsewhere.length === 0;
    return isAllShown ? '' : problemWords(problem.value);
  });
  return {
    problem,
    at,
    rest,
    forget: () => (problem.value = null),
    /** What is wrong before the service is asked, in the words of the page. */
    ask: (path: string, message: string) =>
      (problem.value = new Problem(400, 'invalid', '', [{ path, message }])),
    /** Throws what the service did not say. */
    hear(cause: unknown): void {
      if (!isProblem(cause)) throw cause;
      problem.value = cause;
      // Where nobody has signed in yet, something else was wrong.
      if (cause.status === 401 && person.value !== null) session.ended();
    },
  };
}

function isOf(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}
