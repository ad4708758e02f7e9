const decoder = new TextDecoder('gbk');
const bytesOf = new Map<string, readonly [number, number]>();

for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if ([...character].length === 1 && character !== '\uFFFD') bytesOf.set(character, [lead, trail]);
  }
}

/** Text in the encoding in which Chinese spreadsheet programs save CSV. Node reads GBK, but does not write it. */
export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const pair = bytesOf.get(character);
    if (character.charCodeAt(0) < 0x80) bytes.push(character.charCodeAt(0));
    else if (pair !== undefined) bytes.push(...pair);
    else throw new Error(`GBK has no character ${character}`);
  }
  return Uint8Array.from(bytes);
}
