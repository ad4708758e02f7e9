/**
 * What is to be seen, as numbers: demand `d` is one point of a place at the level that it needs, or one square of
 * ground at the level asked for. All arrays are of the same length.
 */
export interface Demands {
  /** How much it is worth to see it, ≥ 0. A place's weight is shared by its points. */
  readonly weight: Float64Array;
  /** How many cameras more must see it until nothing more is gained, 0…255. */
  readonly need: Uint8Array;
  /** 1 where nothing else may be bought before it is seen. */
  readonly isRequired: Uint8Array;
}

/** One camera that could be bought (or mended): what it costs and which place it takes up. */
export interface Options {
  readonly count: number;
  /** Of option `o`, fen. */
  readonly costFen: (option: number) => number;
  /** Options of one site exclude each other (one pole, several headings); -1 excludes none. */
  readonly site: (option: number) => number;
  /** Metres between the sites of two options, for the minimum distance. */
  readonly distanceM: (a: number, b: number) => number;
  /** Writes the demands that option `o` sees, each once, into `into` and returns how many; asked again and again. */
  readonly sees: (option: number, into: Int32Array) => number;
  /** The most that `sees` ever writes. */
  readonly mostSeen: number;
}
