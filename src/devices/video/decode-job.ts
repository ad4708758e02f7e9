import type { KeyPicture } from '../rtsp/key-picture.js';
import type { Outcome } from '../wire/outcome.js';
import type { DecodeReply, DecodeRequest } from './decode-protocol.js';
import type { DecodedPicture } from './decoded-picture.js';
import type { Message } from './process/message.js';

/** One picture on its way through the pool. Settled once; what comes later is dropped. */
export class DecodeJob {
  readonly outcome: Promise<Outcome<DecodedPicture>>;
  /** After a worker died of it: the next one must not have seen another picture before. */
  needsFreshWorker = false;
  private settle!: (outcome: Outcome<DecodedPicture>) => void;
  private fail!: (reason: unknown) => void;
  private readonly startedAt = performance.now();

  constructor(
    private readonly picture: KeyPicture,
    private readonly request: DecodeRequest,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    });
  }

  get message(): Message {
    return { header: this.request, body: this.picture.bytes };
  }

  finish(reply: DecodeReply, body: Buffer): void {
    const tookMs = performance.now() - this.startedAt;
    if (reply.ok) return this.settle({ ok: true, value: this.toPicture(reply, body), tookMs });
    const { codec, bytes } = this.picture;
    const detail = `The key picture (${codec}, ${bytes.length} bytes) did not decode: ${reply.why}.`;
    this.settle({ ok: false, fault: { code: reply.code, detail }, tookMs });
  }

  /** Our fault, not the camera's. */
  giveUp(why: string): void {
    const detail = `The picture was not decoded: ${why}.`.slice(0, 300);
    const tookMs = performance.now() - this.startedAt;
    this.settle({ ok: false, fault: { code: 'decoder-failed', detail }, tookMs });
  }

  abandon(reason: unknown): void {
    this.fail(reason);
  }

  private toPicture(reply: Extract<DecodeReply, { ok: true }>, body: Buffer): DecodedPicture {
    const { planesWidthPx, planesHeightPx } = reply;
    const lumaBytes = planesWidthPx * planesHeightPx;
    const chromaBytes = lumaBytes / 4;
    const jpeg = body.subarray(lumaBytes + 2 * chromaBytes);
    return {
      codec: this.request.codec,
      widthPx: reply.widthPx,
      heightPx: reply.heightPx,
      planes: {
        widthPx: planesWidthPx,
        heightPx: planesHeightPx,
        luma: body.subarray(0, lumaBytes),
        cb: body.subarray(lumaBytes, lumaBytes + chromaBytes),
        cr: body.subarray(lumaBytes + chromaBytes, lumaBytes + 2 * chromaBytes),
      },
      fingerprint: reply.fingerprint,
      measures: reply.measures,
      ...(jpeg.length > 0 ? { jpeg } : {}),
    };
  }
}
