import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { keyFiles, keyRing, type KeyRing, type KeySettings } from '../../platform/key/key-ring.js';
import { type Anchor, AnchorSeal } from './anchor-seal.js';

/**
 * The seal of the audit trail, with the key that seals the credentials, too. The keys are looked at when they are used
 * and not before: the register makes the key file, and a rotation may change it at any time.
 */
@Injectable()
export class AuditKey {
  private readonly keys: KeyRing;

  constructor(@Inject(Config) private readonly config: KeySettings) {
    this.keys = keyRing(config);
  }

  seal(anchor: Anchor): string {
    this.expectKey();
    return new AnchorSeal(this.keys.current()).seal(anchor);
  }

  isSealOf(anchor: Anchor, seal: string | null): boolean {
    return this.seals().some((candidate) => candidate.isSealOf(anchor, seal));
  }

  /** Whether a key that we do not have made it, which is something else than a forgery. */
  isOfAnotherKey(seal: string | null): boolean {
    return this.seals().every((candidate) => candidate.isOfAnotherKey(seal));
  }

  /** Whether an older key than the current one made it. */
  isOutdated(seal: string): boolean {
    return new AnchorSeal(this.keys.current()).isOfAnotherKey(seal);
  }

  private seals(): AnchorSeal[] {
    this.expectKey();
    return this.keys.all().map((key) => new AnchorSeal(key));
  }

  private expectKey(): void {
    const { key } = keyFiles(this.config.dataDir);
    if (this.config.secretKey === null && !key.exists()) key.make();
  }
}
