import { Inject, Injectable } from '@nestjs/common';
import { RtspClient } from '../../devices/rtsp/index.js';
import { Rendition } from '../../devices/video/index.js';
import { Config } from '../../platform/config/config.js';
import {
  type LiveMode,
  LivePort,
  type RenditionSink,
  type WatchEnd,
  type WatchSink,
} from '../app/live/live-port.js';
import type { StreamTarget } from '../app/ports.js';
import { rtspLimits, rtspTarget } from './stream.adapter.js';

@Injectable()
export class LiveAdapter extends LivePort {
  private readonly client: RtspClient;

  constructor(@Inject(Config) private readonly config: Config) {
    super();
    this.client = new RtspClient({ limits: rtspLimits(config) });
  }

  watch(target: StreamTarget, sink: WatchSink, signal: AbortSignal): Promise<WatchEnd> {
    return this.client.watch(rtspTarget(target), sink, signal);
  }

  render(mode: LiveMode, sink: RenditionSink): Rendition {
    const { smallMaxWidthPx: maxWidthPx, smallPicturesPerSecond: picturesPerSecond } = this.config.live;
    return new Rendition({ mode, small: { maxWidthPx, picturesPerSecond } }, sink);
  }
}
