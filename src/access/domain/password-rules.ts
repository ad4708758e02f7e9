import { COMMON_WORDS, KEY_ROWS } from './common-passwords.js';

/** Longer ones cost the server work and nobody types them. */
export const MAX_PASSWORD_LENGTH = 128;

interface Context {
  readonly userName: string;
  readonly minLength: number;
}

/** Why a password is refused, and what to choose instead; null for one that will do. Lengths are in characters. */
export function passwordFault(password: string, { userName, minLength }: Context): string | null {
  const characters = [...password];
  if (characters.length < minLength)
    return `must be at least ${minLength} characters; several words are easiest`;
  if (characters.length > MAX_PASSWORD_LENGTH) return `must be at most ${MAX_PASSWORD_LENGTH} characters`;
  const lower = password.toLowerCase();
  if (holdsName(lower, userName.toLowerCase()))
    return 'must be more than the user name; several words are easiest';
  return isCommon(lower) ? 'is one of those that are guessed first; choose several words of your own' : null;
}

/** The name with digits and signs around it, or repeated. */
function holdsName(lower: string, name: string): boolean {
  const rest = lower.replaceAll(name, '');
  return rest !== lower && /^[^\p{L}]*$/u.test(rest);
}

function isCommon(lower: string): boolean {
  const letters = lower.replaceAll(/[^\p{L}]/gu, '');
  if (letters.length > 0 && COMMON_WORDS.has(unit(letters))) return true;
  if (COMMON_WORDS.has(unit(unleet(lower).replaceAll(/[^\p{L}]/gu, '')))) return true;
  const part = unit(lower);
  return new Set(part).size < 3 || KEY_ROWS.some((row) => row.includes(part));
}

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `p@ssw0rd` → `password`; the digits at the end are decoration and go first. */
function unleet(text: string): string {
  return text.replace(/[^\p{L}]+$/u, '').replaceAll(/[01345@$!]/g, (sign) => LEET[sign]!);
}

/** The shortest text that makes the whole by repetition: `abcabcab` → `abc`. */
function unit(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return part;
  }
  return text;
}
