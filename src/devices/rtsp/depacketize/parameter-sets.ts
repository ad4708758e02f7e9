import type { NalCodec } from './nal-codec.js';

const MAX_SETS = 64;

/** The parameter sets known so far: first those of the SDP, which those in the stream replace. */
export class ParameterSets {
  private readonly sets = new Map<number, Buffer>();

  constructor(
    private readonly codec: NalCodec,
    fromSdp: readonly Buffer[],
  ) {
    for (const unit of fromSdp) {
      if (unit.length > 2 && codec.kindOf(unit) === 'parameters') this.keep(unit);
    }
  }

  get isComplete(): boolean {
    const types = new Set([...this.sets.values()].map((unit) => this.codec.parameterType(unit)));
    return this.codec.neededParameters.every((type) => types.has(type));
  }

  keep(unit: Buffer): void {
    const key = this.codec.parameterType(unit) * 1_000 + Math.min(999, this.codec.parameterId(unit));
    if (this.sets.size < MAX_SETS || this.sets.has(key)) this.sets.set(key, unit);
  }

  /** VPS, SPS, PPS: the order in which a decoder needs them. */
  all(): Buffer[] {
    return [...this.sets].toSorted(([a], [b]) => a - b).map(([, unit]) => unit);
  }
}
