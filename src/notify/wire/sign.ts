import { createHmac } from 'node:crypto';

/** DingTalk: HMAC-SHA256 of `timestamp\nsecret` under the secret; goes into the URL, percent-encoded. */
export function dingtalkSign(timestampMs: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
}

/** Feishu: HMAC-SHA256 of nothing under `timestamp\nsecret`, with the timestamp in seconds. */
export function feishuSign(timestampS: number, secret: string): string {
  return createHmac('sha256', `${timestampS}\n${secret}`).update('').digest('base64');
}

/** A webhook: HMAC-SHA256 of `timestamp.body` under the secret, in hexadecimal digits. */
export function webhookSign(timestampS: number, body: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex');
}
