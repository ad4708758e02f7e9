/** Without letters and digits that look alike on paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A first password to hand over: 16 signs of 31, 79 bits. It opens nothing but its own change. */
export function firstPassword(): string {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, sign).join(''));
  return groups.join('-');
}

function sign(): string {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return SIGNS[drawn! % SIGNS.length]!;
}
