/** A file that cannot be read as what it should be. Crosses from the worker to the service as `code` and `message`. */
export class FileRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface FileLimits {
  readonly maxRows: number;
  readonly maxColumns: number;
  /** All parts of an .xlsx together, unpacked. */
  readonly maxUnpackedBytes: number;
}
