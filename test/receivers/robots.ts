import { createHmac } from 'node:crypto';
import { type Received, Receiver, type Reply } from './receiver.js';

const HOUR_MS = 3_600_000;

export interface RobotSettings {
  readonly secret: string;
  /** Wall clock and steady clock, both in milliseconds; the tests' own where time is theirs. */
  readonly nowMs?: () => number;
  readonly steadyMs?: () => number;
}

interface Window {
  readonly count: number;
  readonly ms: number;
}

/** Counts what came within a window, as robots do: also what they refuse. */
class Meter {
  private readonly came: number[] = [];

  constructor(
    private readonly windows: readonly Window[],
    private readonly nowMs: () => number,
  ) {}

  isTooFast(): boolean {
    const now = this.nowMs();
    this.came.push(now);
    return this.windows.some(({ count, ms }) => this.came.filter((at) => now - at < ms).length > count);
  }
}

const json = (body: object): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** 钉钉: signed in the URL with milliseconds, an hour at most; 20,000 bytes; 20 a minute. */
export function startDingtalk({
  secret,
  nowMs = Date.now,
  steadyMs = nowMs,
}: RobotSettings): Promise<Receiver> {
  const meter = new Meter([{ count: 20, ms: 60_000 }], steadyMs);
  const say = (errcode: number, errmsg: string): Reply => json({ errcode, errmsg });
  return Receiver.start(({ url, body }) => {
    if (url.searchParams.get('access_token') !== 'token') return say(300001, 'token is not exist');
    const timestamp = url.searchParams.get('timestamp') ?? '';
    if (Math.abs(nowMs() - Number(timestamp)) > HOUR_MS) return say(310000, 'invalid timestamp');
    const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    if (url.searchParams.get('sign') !== expected) return say(310000, 'sign not match');
    if (meter.isTooFast()) return say(130101, 'send too fast, exceed 20 times per minute');
    if (bytes(body) > 20_000) return say(460101, 'message too long');
    const { msgtype, markdown } = JSON.parse(body) as {
      msgtype: string;
      markdown: { title: string; text: string };
    };
    const isWhole = msgtype === 'markdown' && markdown.title !== '' && markdown.text !== '';
    return isWhole ? say(0, 'ok') : say(40035, 'missing parameter');
  });
}

/** 企业微信: the key in the URL; 4,096 bytes of content; 20 a minute. */
export function startWecom({
  nowMs = Date.now,
  steadyMs = nowMs,
}: Omit<RobotSettings, 'secret'>): Promise<Receiver> {
  const meter = new Meter([{ count: 20, ms: 60_000 }], steadyMs);
  const say = (errcode: number, errmsg: string): Reply => json({ errcode, errmsg });
  return Receiver.start(({ url, body }) => {
    if (url.searchParams.get('key') !== 'key') return say(93000, 'invalid webhook url');
    if (meter.isTooFast()) return say(45009, 'api freq out of limit');
    const { msgtype, markdown } = JSON.parse(body) as { msgtype: string; markdown: { content: string } };
    if (msgtype !== 'markdown') return say(40008, 'invalid message type');
    return bytes(markdown.content) > 4_096 ? say(40058, 'content exceed max length') : say(0, 'ok');
  });
}

/** 飞书: signed in the body with seconds, an hour at most; 20 KB; 5 a second and 100 a minute. */
export function startFeishu({
  secret,
  nowMs = Date.now,
  steadyMs = nowMs,
}: RobotSettings): Promise<Receiver> {
  const windows = [
    { count: 5, ms: 1_000 },
    { count: 100, ms: 60_000 },
  ];
  const meter = new Meter(windows, steadyMs);
  const say = (code: number, msg: string): Reply => json({ code, msg, data: {} });
  return Receiver.start(({ url, body }) => {
    if (url.pathname !== '/open-apis/bot/v2/hook/token')
      return say(19001, 'incoming webhook access token invalid');
    if (bytes(body) > 20 * 1_024) return say(9499, 'Bad Request');
    if (meter.isTooFast()) return say(9499, 'too many request');
    const said = JSON.parse(body) as {
      timestamp: string;
      sign: string;
      msg_type: string;
      content: { text: string };
    };
    const isOld = Math.abs(nowMs() / 1_000 - Number(said.timestamp)) > HOUR_MS / 1_000;
    const expected = createHmac('sha256', `${said.timestamp}\n${secret}`).update('').digest('base64');
    if (isOld || said.sign !== expected)
      return say(19021, 'sign match fail or timestamp is not within one hour');
    return said.msg_type === 'text' && said.content.text !== ''
      ? say(0, 'success')
      : say(9499, 'Bad Request');
  });
}

/** What the robot said to each request it got, by its code. */
export function textOf({ body }: Received): string {
  const said = JSON.parse(body) as {
    markdown?: { text?: string; content?: string };
    content?: { text: string };
  };
  return said.markdown?.text ?? said.markdown?.content ?? said.content?.text ?? '';
}
