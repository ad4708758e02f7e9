import type { LiveReply, LiveRequest } from '../live/live-protocol.js';
import { type Coded, Fragmenter, type Piece } from './fragmenter.js';
import { sizeOfKey } from './live-decoder.js';
import { SmallMaker } from './small-maker.js';

type Made = Omit<LiveReply, 'residentBytes'> & { readonly bytes: Buffer };

/** From coded pictures to pieces of fragmented MP4, with a new beginning whenever the parameters change. */
export class LiveMaker {
  private fragmenter: Fragmenter | null = null;
  private parameters = Buffer.alloc(0);
  private small: SmallMaker | null = null;

  async make(request: LiveRequest, body: Buffer): Promise<Made> {
    if (request.mode === 'small') return this.makeSmall(request, body);
    const parameters = body.subarray(0, request.parameterBytes);
    if (!request.isKey || this.parameters.equals(parameters)) return this.add(request, body);
    const size = sizeOfKey(request.codec, body);
    if (size === null || request.codec === 'mjpeg') return nothing('its key picture does not decode');
    const init = await this.begin(request.codec, { parameters, ...size });
    if (init === null) return nothing('its parameter sets cannot be read');
    return made([init, await this.piece(request, body)]);
  }

  private async makeSmall(request: LiveRequest, body: Buffer): Promise<Made> {
    this.small ??= new SmallMaker(request.codec, request.small);
    const brought = this.small.make(request, body);
    if (brought === 'undecodable') return nothing(request.isKey ? 'its key picture does not decode' : null);
    if (brought === 'left-out') return made([]);
    const { coded, parameters, size } = brought;
    const init = this.parameters.equals(parameters)
      ? null
      : await this.begin('h264', { parameters, ...size });
    return made([init, (await this.fragmenter?.add(coded)) ?? null]);
  }

  private async add(request: LiveRequest, body: Buffer): Promise<Made> {
    return made([await this.piece(request, body)]);
  }

  private async piece({ parameterBytes, isKey, time }: LiveRequest, body: Buffer): Promise<Piece | null> {
    const coded: Coded = { bytes: body.subarray(parameterBytes), isKey, time };
    return (await this.fragmenter?.add(coded)) ?? null;
  }

  private async begin(
    codec: 'h264' | 'h265',
    { parameters, ...size }: { parameters: Buffer; widthPx: number; heightPx: number },
  ): Promise<Piece | null> {
    this.fragmenter?.close();
    this.fragmenter = null;
    const opened = await Fragmenter.open(codec, parameters, size);
    if (opened === null) return null;
    this.fragmenter = opened.fragmenter;
    this.parameters = Buffer.from(parameters);
    return opened.init;
  }
}

function nothing(why: string | null): Made {
  return { pieces: [], why, bytes: Buffer.alloc(0) };
}

function made(found: readonly (Piece | null)[]): Made {
  const pieces = found.filter((piece) => piece !== null);
  return {
    pieces: pieces.map(({ piece }) => piece),
    why: null,
    bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)),
  };
}
