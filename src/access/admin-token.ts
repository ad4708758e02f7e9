import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../platform/start-error.js';
import type { Actor } from './actor.js';

/** The token of the first admin: from the configuration, else made once and kept in a file that only we can read. */
export class AdminToken {
  constructor(readonly value: string) {}
}

/** Whoever holds it: no user is known to be behind it. */
export function firstAdmin(address: string | null): Actor {
  return {
    kind: 'token',
    id: null,
    userId: null,
    name: 'admin-token',
    role: 'admin',
    villageIds: null,
    address,
  };
}

export function adminToken(configured: string | null, dataDir: string): AdminToken {
  if (configured !== null) return new AdminToken(configured);
  const file = join(dataDir, 'admin-token');
  try {
    return new AdminToken(existsSync(file) ? readFileSync(file, 'utf8').trim() : make(file, dataDir));
  } catch (cause) {
    throw new StartError(
      `access: cannot read or make ${file}; make it readable or set SHOUWANG_BOOTSTRAP_TOKEN`,
      {
        cause,
      },
    );
  }
}

function make(file: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const token = randomBytes(24).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return token;
}
