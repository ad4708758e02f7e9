import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { passwordFault } from '../domain/password-rules.js';
import { refused } from './grant.js';

/** OWASP's second choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In the place of a hash, for an account that no password opens. */
export const NO_PASSWORD = '';

/** As the hash of a password that nobody has: drawn instead of computed, which a start would wait for. */
const OF_NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${drawn(16)}$${drawn(32)}`;

/** Hashes of passwords. Typed text is compared in NFKC, so that it does not matter which keyboard made it. */
@Injectable()
export class Passwords {
  constructor(@Inject(Config) private readonly config: Config) {}

  /** The hash of a new password; a weak one is refused in the field at `path`. */
  hash(password: string, userName: string, path: string): Promise<string> {
    const typed = password.normalize('NFKC');
    const fault = passwordFault(typed, { userName, minLength: this.config.access.minPasswordLength });
    if (fault !== null) throw refused('weak-password', path, fault);
    return hash(typed, COST);
  }

  /** With {@link NO_PASSWORD}, as for a user who is not there, it takes as long and is never right. */
  async fits(password: string, passwordHash: string): Promise<boolean> {
    const isRight = await verify(passwordHash || OF_NOBODY, password.normalize('NFKC'));
    return isRight && passwordHash !== NO_PASSWORD;
  }
}

function drawn(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '');
}
