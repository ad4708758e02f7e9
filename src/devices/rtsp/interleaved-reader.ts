/** One RTSP answer, headers by lower-case name; several of one name stay apart. */
export interface RtspAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

export interface ReaderSink {
  answer(answer: RtspAnswer): void;
  /** An interleaved packet (RFC 2326, 10.12). The payload is only lent. */
  packet(channel: number, payload: Buffer): void;
}

/** The bytes are not RTSP, or more than we read. */
export class GarbledAnswer extends Error {}

const MAX_HEAD_BYTES = 16 * 1024;
const MAX_LINE_LENGTH = 4 * 1024;
const MAX_HEADERS = 64;
const MAX_BODY_BYTES = 128 * 1024;
const DOLLAR = 0x24;

/** Cuts one TCP stream into answers and interleaved packets, wherever the network cut it. */
export class InterleavedReader {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly sink: ReaderSink) {}

  push(chunk: Buffer): void {
    let buffer = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (let taken = this.take(buffer); taken > 0 && buffer.length > 0; taken = this.take(buffer)) {
      buffer = buffer.subarray(taken);
    }
    // A copy: the few bytes left over must not hold the memory of the whole read while thousands wait.
    this.rest = buffer.length === 0 ? buffer : Buffer.from(buffer);
  }

  /** How many bytes made one whole item; 0 when more are needed. */
  private take(buffer: Buffer): number {
    if (buffer.length === 0) return 0;
    if (buffer[0] === DOLLAR) return this.takePacket(buffer);
    // Some firmwares pad with line ends between answers.
    if (buffer[0] === 0x0d || buffer[0] === 0x0a) return 1;
    return this.takeAnswer(buffer);
  }

  private takePacket(buffer: Buffer): number {
    if (buffer.length < 4) return 0;
    const end = 4 + buffer.readUInt16BE(2);
    if (buffer.length < end) return 0;
    this.sink.packet(buffer[1]!, buffer.subarray(4, end));
    return end;
  }

  private takeAnswer(buffer: Buffer): number {
    if (!looksLikeRtsp(buffer)) throw new GarbledAnswer('something that is not RTSP');
    const head = endOfHead(buffer);
    if ((head?.length ?? buffer.length) > MAX_HEAD_BYTES) throw new OversizedAnswer('an endless header');
    if (head === null) return 0;
    const { status, headers } = parseHead(buffer.toString('utf8', 0, head.length));
    const length = Number(headers.get('content-length')?.[0] ?? 0);
    if (!Number.isInteger(length) || length < 0)
      throw new GarbledAnswer('an answer with an impossible length');
    if (length > MAX_BODY_BYTES) throw new OversizedAnswer(`an answer of ${length} bytes`);
    const end = head.end + length;
    if (buffer.length < end) return 0;
    // A request of the camera's own (OPTIONS, SET_PARAMETER) has no status; it is passed over.
    if (status !== null)
      this.sink.answer({ status, headers, body: Buffer.from(buffer.subarray(head.end, end)) });
    return end;
  }
}

export class OversizedAnswer extends GarbledAnswer {}

/** `RTSP/1.0 …`, or a request of the camera's own as `OPTIONS rtsp://…`. */
function looksLikeRtsp(buffer: Buffer): boolean {
  return /^(?:R|RT|RTS|RTSP|RTSP\/.*|[A-Z_]{1,16}|[A-Z_]{3,16} .*)$/s.test(buffer.toString('latin1', 0, 18));
}

/** Some firmwares end their lines with a bare line feed. */
function endOfHead(buffer: Buffer): { readonly length: number; readonly end: number } | null {
  const window = buffer.subarray(0, MAX_HEAD_BYTES + 4);
  const strict = window.indexOf('\r\n\r\n');
  const bare = window.indexOf('\n\n');
  if (strict >= 0 && (bare < 0 || strict < bare)) return { length: strict, end: strict + 4 };
  return bare < 0 ? null : { length: bare, end: bare + 2 };
}

function parseHead(head: string): { status: number | null; headers: Map<string, string[]> } {
  const [first = '', ...lines] = head.split(/\r?\n/);
  if (lines.length > MAX_HEADERS || lines.some((line) => line.length > MAX_LINE_LENGTH)) {
    throw new OversizedAnswer('a header without measure');
  }
  const status = /^RTSP\/\d\.\d (\d{3})(?: |$)/.exec(first)?.[1];
  if (status === undefined && !/^[A-Z_]+ \S+ RTSP\/\d\.\d$/.test(first)) {
    throw new GarbledAnswer('an answer that is not RTSP');
  }
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [line.slice(colon + 1).trim()]);
    else values.push(line.slice(colon + 1).trim());
  }
  return { status: status === undefined ? null : Number(status), headers };
}
