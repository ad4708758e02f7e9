import { FileRefused } from './file-refused.js';

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030';

/**
 * A byte order mark decides; else what is valid UTF-8 is UTF-8, for text of another encoding is so by accident only;
 * else what is valid GB18030 (of which GBK and GB2312 are parts) is that.
 */
export function decodeText(bytes: Buffer): { readonly text: string; readonly encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le', 'UTF-16');
  refuseBinary(bytes);
  const utf8 = attempt(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  return decoded(bytes, 'gb18030', 'GB18030');
}

function decoded(bytes: Buffer, label: string, encoding: Encoding): { text: string; encoding: Encoding } {
  const text = attempt(bytes, label);
  if (text !== null) return { text, encoding };
  throw new FileRefused(
    'unknown-encoding',
    'The text is neither UTF-8 nor GB18030/GBK; save it as "CSV UTF-8" or as .xlsx.',
  );
}

/** Strips the byte order mark; null where the bytes are not of that encoding. */
function attempt(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No table of text holds NUL; GB18030 itself would decode much of any binary file. */
function refuseBinary(bytes: Buffer): void {
  if (!bytes.includes(0)) return;
  throw new FileRefused('file-of-another-kind', 'The file is no table: send .xlsx, CSV or GeoJSON.');
}
