import type { Evidence } from '../../api/probe-now.ts';

type Fault = { readonly code: string; readonly detail: string };

/** What a verdict finds wrong; null where nothing is, or nothing was looked for. */
export function faultOf(verdict: Evidence['verdict']): Fault | null {
  const { impairment, fault } = verdict as { impairment?: Fault | null; fault?: Fault };
  return impairment ?? fault ?? null;
}
