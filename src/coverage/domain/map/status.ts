/**
 * What is seen: `covered` by two or more live cameras, `fragile` by one, `dark` only by registered ones that are not
 * live (mended by repair), `uncovered` by none (mended by buying).
 */
export const STATUSES = ['covered', 'fragile', 'dark', 'uncovered'] as const;
export type Status = (typeof STATUSES)[number];

/** Registered cameras are seen to be there; live ones see. */
export const BASES = ['registered', 'live'] as const;
export type Basis = (typeof BASES)[number];

/** The place in {@link STATUSES} of what `live` cameras of `registered` ones see; live ones are registered. */
export function rankOf(live: number, registered: number): number {
  if (live >= 2) return 0;
  if (live === 1) return 1;
  return registered > 0 ? 2 : 3;
}
