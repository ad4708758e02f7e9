export interface NamedDevice {
  readonly serial: string | null;
  readonly mac: string | null;
}

const MAC = /^[\da-f]{2}(?:[-:]?[\da-f]{2}){5}$/i;

/** Serial numbers and MACs as somebody pastes them: one a line, or both in a line apart by blanks or commas. */
export function readDevices(pasted: string): readonly NamedDevice[] {
  return pasted
    .split('\n')
    .map((line) => line.split(/[\s,，;；]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0)
    .map((words) => ({
      serial: words.find((word) => !MAC.test(word)) ?? null,
      mac: words.find((word) => MAC.test(word)) ?? null,
    }));
}
