/** Mean and standard deviation of a plane of luma. Worked value: half 16 and half 235 give 125.5 and 109.5. */
export function lumaStatistics(luma: Uint8Array): {
  readonly meanLuma: number;
  readonly lumaDeviation: number;
} {
  if (luma.length === 0) return { meanLuma: 0, lumaDeviation: 0 };
  let sum = 0;
  let squares = 0;
  for (const value of luma) {
    sum += value;
    squares += value * value;
  }
  const meanLuma = sum / luma.length;
  return { meanLuma, lumaDeviation: Math.sqrt(Math.max(0, squares / luma.length - meanLuma * meanLuma)) };
}
