import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import type { Channel } from '../domain/channel.js';
import type { Delivery } from '../domain/delivery.js';
import { digestOf } from '../domain/digest.js';
import { messageOf } from '../domain/message.js';
import type { WaitingNotice } from '../domain/notice.js';
import { OutboxStore } from '../store/outbox.store.js';

/** Makes one digest of what waits for one village and channel, and writes both down together. */
@Injectable()
export class Packer {
  constructor(
    @Inject(OutboxStore) private readonly outbox: OutboxStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Config) private readonly config: Config,
  ) {}

  async pack(
    { id: channelId, kind, language }: Channel,
    { villageId, notices }: { readonly villageId: string | null; readonly notices: readonly WaitingNotice[] },
  ): Promise<Delivery> {
    const village = villageId === null ? null : { id: villageId, name: await this.nameOf(villageId) };
    const {
      timeZone,
      notify: { pagesUrl },
    } = this.config;
    const digest = digestOf(notices, village?.name ?? null, language);
    const delivery: Delivery = {
      id: this.ids.next(),
      channelId,
      villageId,
      message: messageOf(digest, { kind, language, timeZone, pagesUrl, village }),
      state: 'waiting',
      attempts: 0,
      nextAt: this.clock.now(),
      createdAt: this.clock.now(),
      attemptedAt: null,
      sentAt: null,
      lastError: null,
      advice: null,
    };
    await this.outbox.pack(
      delivery,
      notices.map((notice) => notice.id),
    );
    return delivery;
  }

  /** Of a village that is gone, the id is what is left to look for. */
  private async nameOf(villageId: string): Promise<string> {
    return (await this.outbox.villageName(villageId)) ?? villageId;
  }
}
