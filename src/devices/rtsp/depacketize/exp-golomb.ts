/**
 * The unsigned Exp-Golomb numbers at the start of `bytes` (H.264, 9.1), as many as asked for. Fewer where the bytes
 * end. Bits 1 010 read as 0, 1.
 */
export function expGolombs(bytes: Buffer, count: number): number[] {
  const numbers: number[] = [];
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3] ?? Number.NaN;
    const value = (byte >> (7 - (at & 7))) & 1;
    at += 1;
    return Number.isNaN(byte) ? -1 : value;
  };
  while (numbers.length < count) {
    let zeros = 0;
    let next = bit();
    for (; next === 0 && zeros < 32; next = bit()) zeros += 1;
    if (next !== 1) return numbers;
    let value = 1;
    for (let left = zeros; left > 0; left -= 1) value = value * 2 + Math.max(0, bit());
    numbers.push(value - 1);
  }
  return numbers;
}
