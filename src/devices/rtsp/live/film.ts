import { H264 } from '../depacketize/h264.js';
import { H265 } from '../depacketize/h265.js';
import { JpegStream } from '../depacketize/mjpeg.js';
import type { MediaSession } from '../media-session.js';
import { PacketOrder } from '../packet-order.js';
import { parseRtp, type RtpPacket } from '../rtp-packet.js';
import type { LivePicture } from './live-picture.js';
import { MediaTime } from './media-time.js';
import { NalFilm } from './nal-film.js';

/** How many early packets wait for a missing one. */
const WINDOW = { tcp: 1, udp: 32 };
const NOTHING = Buffer.alloc(0);

type Take = (packet: RtpPacket, hasGap: boolean) => void;

/** From the packets of one session to its pictures. Throws an RtspFailure for a picture beyond measure. */
export class Film {
  packets = 0;
  private readonly order: PacketOrder;

  constructor(media: MediaSession, maxPictureBytes: number, deliver: (picture: LivePicture) => void) {
    this.order = new PacketOrder(WINDOW[media.transport], takerFor(media, maxPictureBytes, deliver));
  }

  take(bytes: Buffer): void {
    const packet = parseRtp(bytes);
    if (packet === null || packet.payload.length === 0) return;
    this.packets += 1;
    this.order.push(packet);
  }
}

function takerFor(
  { video }: MediaSession,
  maxPictureBytes: number,
  deliver: (picture: LivePicture) => void,
): Take {
  if (video.codec !== 'mjpeg') {
    const codec = video.codec === 'h265' ? H265 : H264;
    const film = new NalFilm(codec, video.parameterSets, maxPictureBytes, deliver);
    return (packet, hasGap) => film.push(packet, hasGap);
  }
  const stream = new JpegStream(video, maxPictureBytes);
  const time = new MediaTime();
  return (packet, hasGap) => {
    const picture = stream.push(packet, hasGap);
    if (picture === null) return;
    deliver({ ...picture, parameters: NOTHING, isKey: true, time: time.next(packet.timestamp) });
  };
}
