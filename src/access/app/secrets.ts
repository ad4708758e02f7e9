import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text; with a prefix, so that a token that lies about somewhere is known for what it is. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/**
 * What is kept of a session or token: enough to know it again and of no use to a thief. No salt and no slow hash: there
 * is nothing to guess in 256 random bits.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares digests, so that the time taken says nothing about either text. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
