export interface RtspRequest {
  readonly method: string;
  readonly uri: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

const MAX_BYTES = 65_536;

/**
 * Cuts what a viewer sends into requests. Interleaved packets (its receiver reports) and bodies are passed over.
 * Answers null once the viewer sends more than any request needs.
 */
export class RequestReader {
  private waiting = Buffer.alloc(0);

  read(chunk: Buffer): RtspRequest[] | null {
    this.waiting = Buffer.concat([this.waiting, chunk]);
    const requests: RtspRequest[] = [];
    for (let size = this.next(requests); size > 0; size = this.next(requests)) {
      this.waiting = this.waiting.subarray(size);
    }
    return this.waiting.length > MAX_BYTES ? null : requests;
  }

  /** Bytes of the next whole packet or request; 0 while there is none. */
  private next(requests: RtspRequest[]): number {
    const { waiting } = this;
    if (waiting[0] === 0x24) {
      const size = waiting.length < 4 ? Infinity : 4 + waiting.readUInt16BE(2);
      return waiting.length < size ? 0 : size;
    }
    const end = waiting.indexOf('\r\n\r\n');
    if (end < 0) return 0;
    const request = parse(waiting.toString('latin1', 0, end));
    const size = end + 4 + Number(request.headers['content-length'] ?? 0);
    if (waiting.length < size) return 0;
    requests.push(request);
    return size;
  }
}

function parse(head: string): RtspRequest {
  const [first = '', ...lines] = head.trimStart().split('\r\n');
  const [method = '', uri = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).trim().toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { method, uri, headers };
}
