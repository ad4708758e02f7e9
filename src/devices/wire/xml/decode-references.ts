const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g;

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Resolves the five predefined entities and character references. Everything else stays as it is: entities of one's
 * own cannot be declared, and many devices send a bare `&` inside a URI.
 */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    REFERENCE,
    (whole, name: string | undefined, decimal?: string, hexadecimal?: string) => {
      if (name !== undefined) return PREDEFINED[name]!;
      const point = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
      return isCharacter(point) ? String.fromCodePoint(point) : whole;
    },
  );
}

function isCharacter(point: number): boolean {
  return point > 0 && point <= 0x10_ffff && !(point >= 0xd8_00 && point <= 0xdf_ff);
}
