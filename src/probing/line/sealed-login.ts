import type { Seal } from '../../platform/key/seal.js';
import type { OpenLogin } from '../../registry/index.js';

/** A login on its way to a prober: what is in it opens only with the key of its zone, for this credential. */
export interface SealedLogin {
  readonly sealed: string;
  readonly version: number;
}

export function sealLogin(
  seal: Seal,
  credentialId: string,
  { username, password, version }: OpenLogin,
): SealedLogin {
  return { sealed: seal.seal(credentialId, JSON.stringify([username, password])), version };
}

/** Null where it was sealed with another key, or for another credential. */
export function openLogin(
  seal: Seal,
  credentialId: string,
  { sealed, version }: SealedLogin,
): OpenLogin | null {
  const opened = seal.open(credentialId, sealed);
  if (opened === null) return null;
  const [username, password] = JSON.parse(opened) as [string, string];
  return { username, password, version };
}
