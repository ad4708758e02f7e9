/** What the histogram of luma says; all values 0…255. */
export interface Tones {
  readonly meanLuma: number;
  /** Standard deviation. */
  readonly lumaDeviation: number;
  /** One pixel in twenty is brighter than this. */
  readonly brightLuma: number;
}

const TAIL = 0.05;

/** Worked value: half 16 and half 235 give a mean of 125.5, a deviation of 109.5 and 235. */
export function tonesOf(luma: Uint8Array): Tones {
  const histogram = histogramOf(luma);
  let [sum, squares] = [0, 0];
  for (let value = 0; value < 256; value += 1) {
    const count = histogram[value]!;
    sum += count * value;
    squares += count * value * value;
  }
  const total = Math.max(1, luma.length);
  const meanLuma = sum / total;
  return {
    meanLuma,
    lumaDeviation: Math.sqrt(Math.max(0, squares / total - meanLuma * meanLuma)),
    brightLuma: quantileOf(histogram, 1 - TAIL, total),
  };
}

export function histogramOf(values: Uint8Array): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let index = 0; index < values.length; index += 1) histogram[values[index]!]! += 1;
  return histogram;
}

/** The least value that at least this share of the pixels does not exceed. */
export function quantileOf(histogram: Uint32Array, share: number, total: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value += 1) {
    seen += histogram[value]!;
    if (seen >= share * total) return value;
  }
  return 255;
}
