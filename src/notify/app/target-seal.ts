import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import type { Channel } from '../domain/channel.js';
import {
  refusalOfTarget,
  type SplitTarget,
  splitTarget,
  type TargetEntry,
  withKeptPassword,
} from './channel-entry.js';
import { SecretBox } from './secret-box.js';

type Target = Pick<Channel, 'kind' | 'target' | 'sealed'>;

/** Refuses a target that the configuration does not allow, and seals what of it nobody may see. */
@Injectable()
export class TargetSeal {
  constructor(
    @Inject(SecretBox) private readonly box: SecretBox,
    @Inject(Config) private readonly config: Pick<Config, 'notify'>,
  ) {}

  sealed(channelId: string, entry: TargetEntry): Target {
    this.check(entry);
    return this.seal(channelId, splitTarget(entry));
  }

  /** A password that is not given again stays. */
  replaced(before: Channel, entry: TargetEntry): Target {
    this.check(entry);
    return this.seal(before.id, withKeptPassword(splitTarget(entry), before, this.box.open(before)));
  }

  private seal(channelId: string, { kind, target, secrets }: SplitTarget): Target {
    return { kind, target, sealed: this.box.close(channelId, secrets) };
  }

  private check(entry: TargetEntry): void {
    const field = refusalOfTarget(entry, this.config.notify.trustedHosts);
    if (field === null) return;
    throw new DomainError('unprocessable', 'receiver-refused', `${field.path} ${field.message}`, [field]);
  }
}
