import type { Codec, PictureSize } from '../camera.js';
import type { ReelName } from '../reels/reel-names.js';
import { type CodedPicture, loadReel, makeReels } from '../reels/reel.js';
import { packetize, type Payload } from './packetize.js';

/** One group of pictures, cut into packets once for all cameras. */
export interface Gop {
  readonly key: readonly Payload[];
  readonly rest: readonly (readonly Payload[])[];
}

/** A reel ready to be sent. */
export interface Clip {
  readonly codec: Codec;
  readonly size: PictureSize;
  readonly gops: readonly Gop[];
  /** VPS, SPS, PPS as the SDP names them. */
  readonly parameterSets: readonly Buffer[];
  /** As `gops`, without parameter sets in band. */
  readonly bareGops: readonly Gop[];
}

/** Everything that the cameras can show, loaded once. */
export class Stock {
  private readonly clips = new Map<string, Clip>();

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Stock> {
    return new Stock(await makeReels());
  }

  clip(name: ReelName): Clip {
    const key = Object.values(name).join(' ');
    const known = this.clips.get(key) ?? clipOf(name, loadReel(this.folder, name));
    this.clips.set(key, known);
    return known;
  }
}

function clipOf({ codec, size }: ReelName, pictures: readonly CodedPicture[]): Clip {
  const isSet = (unit: Buffer): boolean => isParameterSet(codec, unit);
  return {
    codec,
    size,
    gops: gopsOf(codec, pictures),
    bareGops: gopsOf(
      codec,
      pictures.map((picture) => ({ ...picture, units: picture.units.filter((unit) => !isSet(unit)) })),
    ),
    parameterSets: codec === 'mjpeg' ? [] : pictures[0]!.units.filter(isSet),
  };
}

function gopsOf(codec: Codec, pictures: readonly CodedPicture[]): Gop[] {
  const gops: { key: Payload[]; rest: Payload[][] }[] = [];
  for (const picture of pictures) {
    const payloads = packetize(codec, picture);
    if (picture.isKey) gops.push({ key: payloads, rest: [] });
    else gops.at(-1)?.rest.push(payloads);
  }
  return gops;
}

export function isParameterSet(codec: Codec, unit: Buffer): boolean {
  if (codec === 'h264') return [7, 8].includes(unit[0]! & 0x1f);
  return codec === 'h265' && [32, 33, 34].includes((unit[0]! >> 1) & 0x3f);
}
