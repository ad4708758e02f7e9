import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { ChannelStore } from '../store/channel.store.js';
import { Postman, PostmanMeans } from './postman.js';

/** One postman per channel, so that a receiver that is slow or dead delays nobody else. */
@Injectable()
export class PostRoom {
  private readonly postmen = new Map<string, Postman>();
  /** What a postman does is the service's own doing, and not that of whoever woke him first. */
  private readonly ownScene = new AsyncResource('PostRoom');
  private isOpen = false;

  constructor(
    @Inject(ChannelStore) private readonly channels: ChannelStore,
    @Inject(PostmanMeans) private readonly means: PostmanMeans,
  ) {}

  /** Everybody looks at once for what was left when the service stopped. */
  async open(): Promise<void> {
    this.isOpen = true;
    for (const { id } of await this.channels.all()) this.wake(id);
  }

  /** There is something for this channel, or it changed. */
  wake(channelId: string): void {
    if (!this.isOpen) return;
    const known = this.postmen.get(channelId);
    if (known !== undefined) return known.wake();
    const postman = new Postman(channelId, this.means);
    this.postmen.set(channelId, postman);
    this.ownScene.runInAsyncScope(() => void this.employ(postman));
  }

  /** An attempt under way is broken off; it is made again after the next start. */
  async close(): Promise<void> {
    this.isOpen = false;
    await Promise.all([...this.postmen.values()].map((postman) => postman.stop()));
  }

  private async employ(postman: Postman): Promise<void> {
    await postman.work();
    this.postmen.delete(postman.channelId);
  }
}
