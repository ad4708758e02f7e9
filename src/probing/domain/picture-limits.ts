import { PICTURE_FAULTS, type PictureFault } from './picture-faults.js';

/** The score at which a picture looks wrong, 0…1; null: this check is off. */
export type PictureLimits = Readonly<Record<PictureFault, number | null>>;

/** What differs for one camera; null switches a check off. */
export type PictureOverrides = Readonly<Partial<Record<PictureFault, number | null>>>;

export function limitsWith(standard: PictureLimits, overrides: PictureOverrides): PictureLimits {
  const limits = PICTURE_FAULTS.map((fault) => {
    const own = overrides[fault];
    return [fault, own === undefined ? standard[fault] : own] as const;
  });
  return Object.fromEntries(limits) as Record<PictureFault, number | null>;
}
