import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RtspClient, type RtspTarget } from '../../devices/rtsp/index.js';
import { SecondOpinion } from '../../devices/video/index.js';
import { Config } from '../../platform/config/config.js';
import { type Attempt, StreamPort, type StreamSample, type StreamTarget } from '../app/ports.js';

@Injectable()
export class StreamAdapter extends StreamPort implements OnApplicationShutdown {
  private readonly client: RtspClient;
  private readonly opinion: SecondOpinion;

  constructor(@Inject(Config) { probing, ffmpegPath }: Config) {
    super();
    this.client = new RtspClient({
      limits: {
        connectTimeoutMs: probing.connectTimeoutMs,
        answerTimeoutMs: probing.rtspAnswerTimeoutMs,
        firstPacketTimeoutMs: probing.firstPacketTimeoutMs,
        keyPictureTimeoutMs: probing.keyPictureTimeoutMs,
        maxBytes: probing.rtspMaxBytes,
      },
    });
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

/** Host and port are the registered ones, whatever host the device named. */
function rtspTarget({ host, address, login }: StreamTarget): RtspTarget {
  const { port, path, tls } = address;
  return { endpoint: { host, port, tls }, path, login };
}
