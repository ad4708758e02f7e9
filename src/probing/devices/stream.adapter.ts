import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RtspClient, type RtspLimits, type RtspTarget } from '../../devices/rtsp/index.js';
import { SecondOpinion } from '../../devices/video/index.js';
import { Config } from '../../platform/config/config.js';
import { type Attempt, OwnStreams, type StreamSample, type StreamTarget } from '../app/ports.js';

@Injectable()
export class StreamAdapter extends OwnStreams implements OnApplicationShutdown {
  private readonly client: RtspClient;
  private readonly opinion: SecondOpinion;

  constructor(@Inject(Config) config: Config) {
    super();
    const { probing, ffmpegPath } = config;
    this.client = new RtspClient({ limits: rtspLimits(config) });
    this.opinion = new SecondOpinion({
      ...(ffmpegPath === null ? {} : { ffmpegPath }),
      perMinute: probing.secondOpinionsPerMinute,
      timeoutMs: probing.keyPictureTimeoutMs,
    });
  }

  async sample(target: StreamTarget, signal: AbortSignal): Promise<StreamSample> {
    const report = await this.client.sample(rtspTarget(target), signal);
    const { stream } = report;
    if (!stream.ok) return { ...report, stream };
    const { codec, transport, serverHeader } = stream.value;
    return { ...report, stream: { ...stream, value: { codec, transport, serverHeader } } };
  }

  knock(target: StreamTarget, signal: AbortSignal): Promise<Attempt<void>> {
    return this.client.options(rtspTarget(target), signal);
  }

  async secondOpinion(target: StreamTarget, signal: AbortSignal): Promise<Attempt<{ codec: string }> | null> {
    const seen = await this.opinion.sample(rtspTarget(target), signal);
    return seen === 'not-asked' ? null : seen;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opinion.close();
  }
}

export function rtspLimits({ probing }: Config): Partial<RtspLimits> {
  return {
    connectTimeoutMs: probing.connectTimeoutMs,
    answerTimeoutMs: probing.rtspAnswerTimeoutMs,
    firstPacketTimeoutMs: probing.firstPacketTimeoutMs,
    keyPictureTimeoutMs: probing.keyPictureTimeoutMs,
    maxBytes: probing.rtspMaxBytes,
  };
}

/** Host and port are the registered ones, whatever host the device named. */
export function rtspTarget({ host, address, login }: StreamTarget): RtspTarget {
  const { port, path, tls } = address;
  return { endpoint: { host, port, tls }, path, login };
}
