import { unsigned } from './scene-reference.js';

/** With fewer blocks that have edges in both pictures, the same things cannot be compared. */
const FEW_BLOCKS = 6;

/**
 * How many times as smeared as usual the same things are: the middle one of the blocks with edges both now and usually; null
 * where they are few. What fog or the night has taken out of the picture is not asked: what is left is compared with
 * itself. Worked value: usually 10, 10, 20, 20, 40 and 40, now 30, 20, 20, 40, 40 and 40: 1.0, 1.0, 1.0, 2.0, 2.0 and 3.0
 * times, of which the third.
 */
export function timesSmeared(now: string, usual: string): number | null {
  const [blurs, usually] = [unsigned(now), unsigned(usual)];
  const times = [...usually.keys()]
    .filter((block) => usually[block]! > 0 && blurs[block]! > 0)
    .map((block) => blurs[block]! / usually[block]!)
    .toSorted((a, b) => a - b);
  return times.length < FEW_BLOCKS ? null : times[(times.length - 1) >> 1]!;
}
