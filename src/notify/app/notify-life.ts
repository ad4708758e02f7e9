import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Forgetting } from './forgetting.js';
import { PostRoom } from './post-room.js';
import { SentBefore } from './sent-before.js';

/** From start to stop: remember what was sent a moment ago, send what was left, forget what is long over. */
@Injectable()
export class NotifyLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(SentBefore) private readonly sentBefore: SentBefore,
    @Inject(PostRoom) private readonly room: PostRoom,
    @Inject(Forgetting) private readonly forgetting: Forgetting,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sentBefore.recall();
    await this.room.open();
    this.forgetting.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.forgetting.stop();
    await this.room.close();
  }
}
