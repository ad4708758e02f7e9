import type { Codec, PictureSize } from '../camera.js';
import type { ReelName } from '../reels/reel-names.js';
import { type CodedPicture, loadReel, makeReels } from '../reels/reel.js';
import { noisy } from './noise.js';
import { packetize, type Payload } from './packetize.js';
import { couple, type Train } from './train.js';

/** One group of pictures, cut into packets once for all cameras. A JPEG group has no rest. */
export interface Gop {
  readonly key: Train;
  readonly rest: readonly Train[];
}

/** A reel ready to be sent. */
export interface Clip {
  readonly codec: Codec;
  readonly size: PictureSize;
  readonly gops: readonly Gop[];
  /** VPS, SPS, PPS as the SDP names them. */
  readonly parameterSets: readonly Buffer[];
}

/** `bare`: no parameter sets in band. `garbage`: key pictures of noise. */
export type Finish = 'whole' | 'bare' | 'garbage';

/** Everything that the cameras can show, loaded once. */
export class Stock {
  private readonly clips = new Map<string, Clip>();

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Stock> {
    return new Stock(await makeReels());
  }

  clip(name: ReelName, finish: Finish): Clip {
    const key = [...Object.values(name), finish].join(' ');
    const known = this.clips.get(key) ?? clipOf(name, finish, loadReel(this.folder, name));
    this.clips.set(key, known);
    return known;
  }
}

function clipOf({ codec, size }: ReelName, finish: Finish, pictures: readonly CodedPicture[]): Clip {
  const isSet = (unit: Buffer): boolean => isParameterSet(codec, unit);
  const shown =
    finish === 'bare'
      ? pictures.map((picture) => ({ ...picture, units: picture.units.filter((unit) => !isSet(unit)) }))
      : pictures;
  return {
    codec,
    size,
    gops: gopsOf(codec, shown, finish),
    parameterSets: codec === 'mjpeg' ? [] : pictures[0]!.units.filter(isSet),
  };
}

function gopsOf(codec: Codec, pictures: readonly CodedPicture[], finish: Finish): Gop[] {
  const gops: { key: Train; rest: Train[] }[] = [];
  const coupled = (payloads: readonly Payload[]): Train => couple(payloads, payloadTypeOf(codec));
  for (const picture of pictures) {
    const payloads = packetize(codec, picture);
    if (!picture.isKey) gops.at(-1)?.rest.push(coupled(payloads));
    else gops.push({ key: coupled(finish === 'garbage' ? noisy(codec, payloads) : payloads), rest: [] });
  }
  return gops;
}

export function payloadTypeOf(codec: Codec): number {
  return codec === 'mjpeg' ? 26 : 96;
}

export function isParameterSet(codec: Codec, unit: Buffer): boolean {
  if (codec === 'h264') return [7, 8].includes(unit[0]! & 0x1f);
  return codec === 'h265' && [32, 33, 34].includes((unit[0]! >> 1) & 0x3f);
}
