import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { VideoDecoder } from '../../devices/video/index.js';
import { Config } from '../../platform/config/config.js';
import { type Attempt, type CodedPicture, type DecodedPicture, PicturePort } from '../app/ports.js';

@Injectable()
export class PictureAdapter extends PicturePort implements OnApplicationShutdown {
  private readonly decoder: VideoDecoder;

  constructor(@Inject(Config) { probing }: Config) {
    super();
    this.decoder = new VideoDecoder({ workers: probing.decodeWorkers });
  }

  async decode(picture: CodedPicture, jpegMaxWidthPx: number | null): Promise<Attempt<DecodedPicture>> {
    const decoded = await this.decoder.decode(picture, jpegMaxWidthPx === null ? {} : { jpegMaxWidthPx });
    if (!decoded.ok) return decoded;
    const { widthPx, heightPx, measures, fingerprint, jpeg = null } = decoded.value;
    return { ...decoded, value: { widthPx, heightPx, measures, fingerprint, jpeg } };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.decoder.close();
  }
}
