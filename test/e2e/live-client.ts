import { spawnSync } from 'node:child_process';
import { WebSocket } from 'ws';
import type { Farm } from '../farm/index.js';
import { type Service, TOKEN } from './service.js';

export interface StreamMessage {
  readonly type: 'stream';
  readonly mime: string;
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mode: 'copy' | 'small';
  readonly expiresAt: string;
}

export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly problem: { readonly code: string; readonly detail: string };
}

export interface Closed {
  readonly code: number;
  readonly sentence: string;
}

const PATIENCE_MS = 20_000;
export const REASON = '查看道口监控画面';

/** A program that looks on, as a browser would. */
export class LiveClient {
  readonly messages: StreamMessage[] = [];
  readonly pieces: Buffer[] = [];
  closed: Closed | null = null;
  private wake: () => void = () => {};

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (bytes: Buffer, isBinary: boolean) => {
      if (isBinary) this.pieces.push(bytes);
      else this.messages.push(JSON.parse(bytes.toString('utf8')) as StreamMessage);
      this.wake();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, sentence: reason.toString('utf8') };
      this.wake();
    });
    socket.on('error', () => {});
  }

  /** `query` as `reason=…`; the admin token goes along unless other headers are given. */
  static async open(
    service: Pick<Service, 'url'>,
    cameraId: string,
    query = `reason=${encodeURIComponent(REASON)}`,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${TOKEN}` },
  ): Promise<LiveClient> {
    const opened = await this.try(service, cameraId, query, headers);
    if (opened instanceof LiveClient) return opened;
    throw new Error(`refused with ${opened.status}: ${JSON.stringify(opened.problem)}`);
  }

  static try(
    service: Pick<Service, 'url'>,
    cameraId: string,
    query: string,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${TOKEN}` },
  ): Promise<LiveClient | Refusal> {
    const url = `${service.url.replace('http', 'ws')}/api/v1/cameras/${cameraId}/live?${query}`;
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const client = new LiveClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          const problem = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Refusal['problem'];
          resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', problem });
        });
      });
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }

  /** Fragments so far, the initialization segment aside. */
  get fragments(): number {
    return this.pieces.filter((piece) => piece.toString('latin1', 4, 8) === 'moof').length;
  }

  /** Waits for what is to come; throws when it does not come in time. */
  async until(isThere: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
    const endMs = Date.now() + patienceMs;
    while (!isThere()) {
      const leftMs = endMs - Date.now();
      if (leftMs <= 0)
        throw new Error(
          `it did not come: ${this.fragments} fragments, closed ${JSON.stringify(this.closed)}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async untilClosed(patienceMs = PATIENCE_MS): Promise<Closed> {
    await this.until(() => this.closed !== null, patienceMs);
    return this.closed!;
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.untilClosed();
  }
}

/** What real tools make of the bytes: every picture is decoded, and a word of complaint is a failure. */
export function decoded(bytes: Buffer): { codec: string; widthPx: number; heightPx: number; frames: number } {
  // Without the last two it guesses a frame rate, and complains of times that do not keep to its guess.
  const timing = ['-fps_mode', 'passthrough', '-enc_time_base', '1:90000'];
  const playing = ['-v', 'error', '-i', 'pipe:0', ...timing, '-f', 'null', '-'];
  const complaints = spawnSync('ffmpeg', playing, { input: bytes });
  if (complaints.stderr.length > 0)
    throw new Error(`ffmpeg complains: ${complaints.stderr.toString('utf8')}`);
  const entries = 'stream=codec_name,width,height,nb_read_frames';
  const args = ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'json', 'pipe:0'];
  const probed = spawnSync('ffprobe', args, { input: bytes });
  const { streams } = JSON.parse(probed.stdout.toString('utf8')) as { streams: Record<string, string>[] };
  const [stream] = streams;
  if (streams.length !== 1 || stream === undefined) throw new Error(`${streams.length} streams`);
  return {
    codec: stream['codec_name']!,
    widthPx: Number(stream['width']),
    heightPx: Number(stream['height']),
    frames: Number(stream['nb_read_frames']),
  };
}

/** Sessions end with TEARDOWN on the wire, a little after the viewer has gone. */
export async function untilGone(farm: Farm, id: string): Promise<void> {
  const endMs = Date.now() + 5_000;
  while (farm.stats(id).openRtspSessions > 0) {
    if (Date.now() > endMs) throw new Error('the camera does not get its session back');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
