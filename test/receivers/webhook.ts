import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Received, Receiver, type Reply } from './receiver.js';

const MAX_AGE_S = 300;

export interface WebhookOptions {
  readonly host?: string;
  /** The receiver's own where time is the tests'. */
  readonly nowMs?: () => number;
}

/** A receiver that keeps to our contract: it checks the signature and how old it is, and takes each id once. */
export async function startWebhook(
  secret: string,
  reply: (request: Received, count: number) => Reply = () => ({ status: 204, body: '' }),
  { host, nowMs = Date.now }: WebhookOptions = {},
): Promise<Receiver> {
  let count = 0;
  const answer = (request: Received): Reply => {
    count += 1;
    const refusal = refusalOf(request, secret, nowMs());
    return refusal === null ? reply(request, count) : { status: 401, body: refusal };
  };
  return Receiver.start(answer, host === undefined ? {} : { host });
}

function refusalOf({ headers, body }: Received, secret: string, nowMs: number): string | null {
  const timestamp = String(headers['x-shouwang-timestamp']);
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > MAX_AGE_S) return 'too old';
  const expected = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
  const given = String(headers['x-shouwang-signature']);
  const isSigned =
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  if (!isSigned) return 'wrong signature';
  return typeof headers['idempotency-key'] === 'string' ? null : 'no idempotency key';
}
