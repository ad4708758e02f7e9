import type { DataSource } from 'typeorm';
import { AttemptRecord } from '../../src/notify/app/attempt-record.js';
import { Attempt } from '../../src/notify/app/attempt.js';
import { DeliveryRound } from '../../src/notify/app/delivery-round.js';
import { Handover } from '../../src/notify/app/handover.js';
import { NoticeDesk } from '../../src/notify/app/notice-desk.js';
import { Packer } from '../../src/notify/app/packer.js';
import { Chance } from '../../src/notify/app/ports.js';
import { PostRoom } from '../../src/notify/app/post-room.js';
import { PostmanMeans } from '../../src/notify/app/postman.js';
import { RobotRates } from '../../src/notify/app/robot-rates.js';
import { SecretBox } from '../../src/notify/app/secret-box.js';
import type { Channel, ChannelKind } from '../../src/notify/domain/channel.js';
import { NOTICE_KINDS, NOTICE_LEVELS } from '../../src/notify/domain/notice.js';
import { ChannelStore } from '../../src/notify/store/channel.store.js';
import { DeliveryStore } from '../../src/notify/store/delivery.store.js';
import { OutboxStore } from '../../src/notify/store/outbox.store.js';
import { Authorities } from '../../src/notify/wire/authorities.js';
import { WireCourier } from '../../src/notify/wire/wire-courier.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { fixedKeys } from '../../src/platform/key/key-ring.js';
import { Seal } from '../../src/platform/key/seal.js';
import { Log } from '../../src/platform/logging/log.js';

class NoChance extends Chance {
  next(): number {
    return 0;
  }
}

/** Everything of notify but HTTP, on a real database and a real wire, with time in the hands of the test. */
export class NotifyRun {
  readonly clock = new ManualClock(Date.UTC(2026, 0, 1, 4));
  readonly deliveries: DeliveryStore;
  readonly desk: NoticeDesk;
  private readonly channels: ChannelStore;
  private readonly box: SecretBox;
  private readonly room: PostRoom;
  private readonly courier: WireCourier;

  constructor(source: DataSource, settings: Readonly<Record<string, string>> = {}) {
    const given = Object.entries({ NOTIFY_TRUSTED_HOSTS: '127.0.0.1', ...settings });
    const config = loadConfig(Object.fromEntries(given.map(([key, value]) => [`SHOUWANG_${key}`, value])));
    const log = new Log({ level: 'silent' });
    const outbox = new OutboxStore(source);
    this.deliveries = new DeliveryStore(source);
    this.channels = new ChannelStore(source);
    this.box = new SecretBox(new Seal(fixedKeys(Buffer.alloc(32, 7))));
    this.courier = new WireCourier(config, this.clock, new Authorities(undefined));
    const rates = new RobotRates(this.box, this.clock);
    const packer = new Packer(outbox, this.clock, new RandomIds(), config);
    const events = new EventBus(log);
    const record = new AttemptRecord(this.deliveries, events, this.clock, new NoChance(), config);
    const attempt = new Attempt(rates, record, new Handover(this.deliveries, this.box, this.courier));
    const round = new DeliveryRound(this.deliveries, outbox, packer, attempt, this.clock, config);
    this.room = new PostRoom(this.channels, new PostmanMeans(this.channels, round, this.clock, log));
    this.desk = new NoticeDesk(outbox, this.deliveries, this.room, this.clock);
  }

  open(): Promise<void> {
    return this.room.open();
  }

  async close(): Promise<void> {
    await this.room.close();
    await this.courier.onApplicationShutdown();
  }

  async enterChannel(id: string, kind: ChannelKind, url: string, more: Partial<Channel> = {}): Promise<void> {
    const sealed = this.box.close(id, { url, secret: 'a secret that signs', password: null });
    await this.channels.insert({
      id,
      name: id,
      kind,
      villageId: null,
      target: { host: '127.0.0.1' },
      sealed,
      kinds: NOTICE_KINDS,
      levels: NOTICE_LEVELS,
      quietHours: null,
      language: 'zh',
      isEscalation: false,
      isPaused: false,
      createdAt: this.clock.now(),
      updatedAt: this.clock.now(),
      ...more,
    });
  }

  /** Lets time pass in steps of a quarter second, with room for the wire and the database in between, until `holds`. */
  async passUntil(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise((resolve) => setImmediate(resolve));
      this.clock.advance(250);
    }
  }
}
