import { useI18n } from 'vue-i18n';
import { isProblem } from '../../api/problem.ts';

const KNOWN = [
  'budget-below-cheapest',
  'camera-not-on-map',
  'changed-since',
  'coverage-busy',
  'coverage-lost',
  'invalid-request',
  'more-cameras-than-candidates',
  'needs-too-much-memory',
  'no-boundary',
  'no-candidates',
  'no-such-plan',
  'no-village-known',
  'nothing-to-enter',
  'outside-plan-villages',
  'plan-entered',
  'takes-too-long',
  'too-many-options',
  'too-many-sites',
  'unreachable',
  'unusable-mounting',
] as const;

/** What went wrong and what to do, in the language of the page; what it has no words for as the service says it. */
export function useProblemWords(): (cause: Error | null | undefined) => string {
  const { t } = useI18n();
  return (cause) => {
    const code = isProblem(cause) ? KNOWN.find((known) => known === cause.code) : undefined;
    return code === undefined ? (cause?.message ?? '') : t(`planning.problems.${code}`);
  };
}
