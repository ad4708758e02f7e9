/** One sentence in the languages of the people who fill in registers. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Why a value was not taken, and what to write instead. */
export interface Refusal {
  /** Stable, for programs. */
  readonly code: string;
  readonly reason: Bilingual;
  readonly mend: Bilingual;
}

/** A refusal at its place: `row` counts from 1 as a sheet does, `column` is the header as it was written. */
export interface PlacedRefusal extends Refusal {
  readonly row: number;
  readonly column: string | null;
  /** As it was written, at most 100 characters; never a secret. */
  readonly value: string | null;
}

/** Taken, but worth a look. */
export interface Warning {
  readonly code: string;
  readonly column: string | null;
  readonly text: Bilingual;
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const taken = <T>(value: T): Read<T> => ({ ok: true, value });

/** `reason` and `mend` are each `[Chinese, English]`. */
export const refusal = (
  code: string,
  reason: readonly [string, string],
  mend: readonly [string, string],
) => ({
  code,
  reason: { zh: reason[0], en: reason[1] },
  mend: { zh: mend[0], en: mend[1] },
});

export const refuse = (
  code: string,
  reason: readonly [string, string],
  mend: readonly [string, string],
): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: refusal(code, reason, mend) });
