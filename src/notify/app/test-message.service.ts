import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import type { Channel } from '../domain/channel.js';
import type { Outcome } from '../domain/delivery.js';
import { type Message, messageOf } from '../domain/message.js';
import { Courier } from './ports.js';
import { RobotRates } from './robot-rates.js';
import { SecretBox } from './secret-box.js';

const TITLE = { zh: '测试消息：这个通道可用', en: 'Test message: this channel works' } as const;

/** Sends one message at once and tells how it went; it is written down nowhere and not tried again. */
@Injectable()
export class TestMessageService {
  constructor(
    @Inject(Courier) private readonly courier: Courier,
    @Inject(RobotRates) private readonly rates: RobotRates,
    @Inject(SecretBox) private readonly box: SecretBox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Config) private readonly config: Config,
  ) {}

  async send(channel: Channel): Promise<Outcome> {
    const secrets = this.box.open(channel);
    if (secrets === null) {
      const message = 'The key does not open what is sealed of this channel; enter its target again.';
      throw new DomainError('conflict', 'seal-not-opened', message);
    }
    const place = this.rates.take(channel);
    if (typeof place === 'number') throw tooFast(place);
    try {
      const parcel = {
        id: this.ids.next(),
        channel,
        secrets,
        message: this.message(channel),
        references: [],
      };
      return await this.courier.deliver(parcel, new AbortController().signal);
    } finally {
      place();
    }
  }

  private message({ kind, language, name }: Channel): Message {
    const {
      timeZone,
      notify: { pagesUrl },
    } = this.config;
    const title = TITLE[language];
    const entry = {
      thread: 'test',
      kind: 'report',
      level: 'routine',
      at: this.clock.now(),
      title,
      lines: [name],
    } as const;
    const digest = { headline: `【守望】${title}`, entries: [entry] };
    return messageOf(digest, { kind, language, timeZone, pagesUrl, village: null });
  }
}

function tooFast(waitMs: number): DomainError {
  const retryAfterS = Math.ceil(waitMs / 1_000);
  const message = `The robot takes no more messages for now; try again in ${retryAfterS} s.`;
  return new DomainError('throttled', 'robot-busy', message, [], { retryAfterS });
}
