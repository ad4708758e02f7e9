import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Seal } from '../platform/key/seal.js';
import { AttemptRecord } from './app/attempt-record.js';
import { Attempt } from './app/attempt.js';
import { ChannelsService } from './app/channels.service.js';
import { DeliveriesService } from './app/deliveries.service.js';
import { DeliveryRound } from './app/delivery-round.js';
import { Forgetting } from './app/forgetting.js';
import { Handover } from './app/handover.js';
import { NoticeDesk } from './app/notice-desk.js';
import { NotifyLife } from './app/notify-life.js';
import { openSeal } from './app/open-seal.js';
import { Packer } from './app/packer.js';
import { Chance, Courier, RealChance } from './app/ports.js';
import { PostRoom } from './app/post-room.js';
import { PostmanMeans } from './app/postman.js';
import { RobotRates } from './app/robot-rates.js';
import { SecretBox } from './app/secret-box.js';
import { SentBefore } from './app/sent-before.js';
import { TargetSeal } from './app/target-seal.js';
import { TestMessageService } from './app/test-message.service.js';
import { ChannelsController } from './http/channels.controller.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { Notices } from './notify.facade.js';
import { ChannelStore } from './store/channel.store.js';
import { DeliveryStore } from './store/delivery.store.js';
import { OutboxStore } from './store/outbox.store.js';
import { Authorities } from './wire/authorities.js';
import { WireCourier } from './wire/wire-courier.js';

@Module({
  controllers: [ChannelsController, DeliveriesController],
  providers: [
    ChannelStore,
    OutboxStore,
    DeliveryStore,
    { provide: Seal, inject: [Config, ChannelStore], useFactory: openSeal },
    {
      provide: Authorities,
      inject: [Config],
      useFactory: ({ notify }: Config) => Authorities.from(notify.trustedCaFile),
    },
    { provide: Courier, useClass: WireCourier },
    { provide: Chance, useClass: RealChance },
    SecretBox,
    RobotRates,
    Packer,
    AttemptRecord,
    Handover,
    Attempt,
    DeliveryRound,
    PostmanMeans,
    PostRoom,
    SentBefore,
    Forgetting,
    NotifyLife,
    TargetSeal,
    ChannelsService,
    TestMessageService,
    DeliveriesService,
    { provide: Notices, useClass: NoticeDesk },
  ],
  exports: [Notices],
})
export class NotifyModule {}
