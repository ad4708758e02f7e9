import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { KeyFile } from '../../platform/key/key-file.js';
import { AnchorSeal } from './anchor-seal.js';

/**
 * The seal of the audit trail, with the key that seals the credentials, too. Opened at its first use and not before: the
 * register makes the key file, and knows when none may be made.
 */
@Injectable()
export class AuditKey {
  private opened: AnchorSeal | null = null;

  constructor(@Inject(Config) private readonly config: Pick<Config, 'secretKey' | 'dataDir'>) {}

  get seal(): AnchorSeal {
    this.opened ??= new AnchorSeal(this.secretKey());
    return this.opened;
  }

  private secretKey(): Buffer {
    const { secretKey, dataDir } = this.config;
    if (secretKey !== null) return Buffer.from(secretKey, 'hex');
    const file = new KeyFile(dataDir);
    return file.exists() ? file.read() : file.make();
  }
}
