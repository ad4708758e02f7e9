import { isIPv4, isIPv6 } from 'node:net';

/** What people type into free text that must not stand on a notice board. */
export type PrivateKind = 'a network address' | 'a phone number' | 'an identity number';

/** The first of its kinds that a text holds, however it is written; null for none. */
export function privateIn(text: string): PrivateKind | null {
  return privateInPlain(plainOf(text), holdsPhone);
}

/**
 * The same of a field for the number of a voucher or a contract, which may have eleven digits and begin as phones do:
 * where such a number is all that it holds, it is no phone.
 */
export function privateInNumber(text: string): PrivateKind | null {
  return privateInPlain(plainOf(text), (plain) => holdsPhone(plain) && !isOneNumber(plain));
}

function plainOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Pd}|−/gu, '-');
}

function privateInPlain(plain: string, isPhone: (plain: string) => boolean): PrivateKind | null {
  if (holdsAddress(plain)) return 'a network address';
  if (isPhone(plain)) return 'a phone number';
  return holdsIdentity(plain) ? 'an identity number' : null;
}

/** `13912345678`, `No.13912345678`, `HT-13912345678`, `记字第13912345678号`. */
function isOneNumber(text: string): boolean {
  return /^(?:(?!tel|mob|phone|fax)[a-z]{1,8}[.-]?|(?:[记收付转]字)?第|(?:凭证|发票|合同|编)号?[: ]?)?\d+号?$/i.test(
    text.trim(),
  );
}

/** `10.0.0.1`, `fe80::1`, `rtsp://…`; no version as `V5.5.0.1`, no time of day. */
function holdsAddress(text: string): boolean {
  const v4 = text.match(/(?<![\d.vV])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g) ?? [];
  if (v4.some((found) => isIPv4(found.replaceAll(/(^|\.)0+(?=\d)/g, '$1')))) return true;
  const v6 = text.match(/[\da-f:.]*:[\da-f:.]*:[\da-f:.]*/gi) ?? [];
  return v6.some((found) => isIPv6(found.replace(/\.+$/, ''))) || /\b[a-z][a-z\d+.-]*:\/\//i.test(text);
}

/** A mobile number of the mainland, with its parts apart or not, or a fixed one with its area code apart. */
function holdsPhone(text: string): boolean {
  return (
    /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/.test(text) ||
    /(?<![\w-])\(?0\d{2,3}[-) ]{1,2}\d{7,8}(?![\w-])/.test(text)
  );
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/**
 * 公民身份号码 by GB 11643-1999, by its check digit: numbers of contracts and invoices have 18 digits, too. Worked value:
 * 11010519491231002X.
 */
function holdsIdentity(text: string): boolean {
  const candidates = text.matchAll(/(?<![\dA-Za-z])(?=([1-9]\d{16}[\dXx])(?![\dA-Za-z]))/g);
  return [...candidates].some(([, digits]) => isIdentity(digits!.toUpperCase()));
}

function isIdentity(digits: string): boolean {
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)];
  if (!/^(?:19|20)/.test(year) || Number.isNaN(Date.parse(`${year}-${month}-${day}`))) return false;
  const sum = WEIGHTS.reduce((sofar, weight, at) => sofar + weight * Number(digits[at]), 0);
  return CHECK_DIGITS[sum % 11] === digits[17];
}
