import type { Sight } from './duty-step.js';

/** Who is on duty, as one replica knows it. */
export type DutyView =
  | { readonly kind: 'here' | 'starting' | 'nobody'; readonly url: null }
  | { readonly kind: 'elsewhere'; readonly url: string };

export const NOBODY: DutyView = { kind: 'nobody', url: null };

/** Of a replica that is not on duty itself. */
export function viewOf({ holder, url }: Sight): DutyView {
  if (holder === null) return NOBODY;
  return url === null ? { kind: 'starting', url } : { kind: 'elsewhere', url };
}
