import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Fault } from '../../../kernel/fault.js';
import type { Instant } from '../../../kernel/instant.js';
import type { HttpAnswer } from './http-answer.js';

export interface CollectorEvents {
  readonly onAnswer: (answer: HttpAnswer) => void;
  /** The answer is refused: the connection has to go. */
  readonly onRefused: (fault: Fault) => void;
  readonly onError: (error: Error) => void;
}

/** Gathers one answer of undici, and refuses it at the first byte or header too many. */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  hasBegun = false;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private sentAt: Instant = 0;
  private answeredAt: Instant = 0;
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly limits: { readonly maxBytes: number },
    private readonly now: () => Instant,
    private readonly events: CollectorEvents,
  ) {}

  onRequestStart(): void {
    this.sentAt = this.now();
  }

  onResponseStart(_controller: unknown, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.hasBegun = true;
    this.answeredAt = this.now();
    this.status = status;
    this.headers = headers;
    const fault = refusalOf(status, headers, this.limits.maxBytes);
    if (fault) this.events.onRefused(fault);
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxBytes) this.events.onRefused(tooLarge(this.limits.maxBytes));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status, headers, sentAt, answeredAt, chunks } = this;
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    this.events.onAnswer({ status, headers, sentAt, answeredAt, body });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.events.onError(error);
  }
}

function refusalOf(status: number, headers: IncomingHttpHeaders, maxBytes: number): Fault | null {
  if (status >= 300 && status < 400) {
    return {
      code: 'onvif-redirect',
      detail: `The device sent us elsewhere (HTTP ${status}); we do not follow.`,
    };
  }
  // We never ask for it; unpacking would undo the byte limit.
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return { code: 'onvif-garbled', detail: 'The answer is compressed, which nobody asked for.' };
  }
  return Number(headers['content-length'] ?? 0) > maxBytes ? tooLarge(maxBytes) : null;
}

function tooLarge(maxBytes: number): Fault {
  return { code: 'onvif-too-large', detail: `The answer is larger than ${maxBytes} bytes.` };
}
