import type { Parcel } from '../app/ports.js';
import type { Outcome } from '../domain/delivery.js';
import type { HttpAnswer, PostRequest } from './http-post.js';
import { DINGTALK, FEISHU, readRobotAnswer, readStatus, WECOM } from './read-answer.js';
import { dingtalkSign, feishuSign, webhookSign } from './sign.js';

/** How a message is put for one kind of receiver, and how its answer reads. */
export interface Post {
  /** `nowMs` is part of the signature: receivers refuse what was signed long ago. */
  request(parcel: Parcel, nowMs: number): PostRequest;
  read(answer: HttpAnswer): Outcome;
}

const dingtalk: Post = {
  request({ secrets, message: { title, text } }, nowMs) {
    const url = new URL(secrets.url!);
    url.searchParams.set('timestamp', String(nowMs));
    url.searchParams.set('sign', dingtalkSign(nowMs, secrets.secret!));
    const body = { msgtype: 'markdown', markdown: { title, text }, at: { isAtAll: false } };
    return { url: url.href, body: JSON.stringify(body) };
  },
  read: (answer) => readRobotAnswer(DINGTALK, answer),
};

const wecom: Post = {
  request: ({ secrets, message }) => ({
    url: secrets.url!,
    body: JSON.stringify({ msgtype: 'markdown', markdown: { content: message.text } }),
  }),
  read: (answer) => readRobotAnswer(WECOM, answer),
};

const feishu: Post = {
  request({ secrets, message }, nowMs) {
    const timestampS = Math.floor(nowMs / 1_000);
    const body = {
      timestamp: String(timestampS),
      sign: feishuSign(timestampS, secrets.secret!),
      msg_type: 'text',
      content: { text: message.text },
    };
    return { url: secrets.url!, body: JSON.stringify(body) };
  },
  read: (answer) => readRobotAnswer(FEISHU, answer),
};

const webhook: Post = {
  request({ id, secrets, message: { text } }, nowMs) {
    const timestampS = Math.floor(nowMs / 1_000);
    const headers = {
      'idempotency-key': id,
      'x-shouwang-timestamp': String(timestampS),
      'x-shouwang-signature': `sha256=${webhookSign(timestampS, text, secrets.secret!)}`,
    };
    return { url: secrets.url!, body: text, headers };
  },
  read: readStatus,
};

export const POSTS = { dingtalk, wecom, feishu, webhook } as const;
