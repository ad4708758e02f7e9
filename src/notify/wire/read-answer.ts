import type { Outcome } from '../domain/delivery.js';
import type { HttpAnswer } from './http-post.js';

const MAX_ERROR = 300;
const MINUTE_MS = 60_000;
const SENT: Outcome = { kind: 'sent', remark: null };

/** What a robot's own code means; the rest is told as it is and tried again. */
interface CodeBook {
  readonly codeKey: 'errcode' | 'code';
  readonly textKey: 'errmsg' | 'msg';
  readonly throttled: Readonly<Record<number, number>>;
  readonly refused: Readonly<Record<number, string>>;
}

const ROBOT_GONE =
  'The robot is not there any more: add one to the group, enter its address here, then retry.';
const WRONG_SIGN =
  'Enter the secret that the robot shows beside its signature setting, and check our clock; then retry.';
const TOO_LONG = 'The robot takes no message of this size or form; tell the makers, there is nothing to set.';

export const DINGTALK: CodeBook = {
  codeKey: 'errcode',
  textKey: 'errmsg',
  // More than 20 a minute: closed for ten.
  throttled: { 130101: 10 * MINUTE_MS, 410100: 10 * MINUTE_MS, [-1]: MINUTE_MS },
  refused: {
    310000: `${WRONG_SIGN} If the robot asks for keywords or addresses, allow ours (the text always holds 【).`,
    300001: ROBOT_GONE,
    300005: ROBOT_GONE,
    40035: TOO_LONG,
    400013: 'The group is dissolved: choose another, add a robot, enter its address here, then retry.',
    400101: ROBOT_GONE,
    400102: 'The robot is switched off in the group; switch it on, then retry.',
    460101: TOO_LONG,
  },
};

export const WECOM: CodeBook = {
  codeKey: 'errcode',
  textKey: 'errmsg',
  throttled: { 45009: MINUTE_MS, 45033: MINUTE_MS, [-1]: MINUTE_MS },
  refused: { 93000: ROBOT_GONE, 93008: ROBOT_GONE, 40058: TOO_LONG, 45002: TOO_LONG },
};

export const FEISHU: CodeBook = {
  codeKey: 'code',
  textKey: 'msg',
  throttled: { 11232: MINUTE_MS, 230020: MINUTE_MS },
  refused: {
    9499: TOO_LONG,
    19001: ROBOT_GONE,
    19002: TOO_LONG,
    19021: WRONG_SIGN,
    19022: 'Allow the address of this service in the security settings of the robot, then retry.',
    19024:
      'The robot asks for keywords that our texts do not hold; take them out of its settings, then retry.',
  },
};

/** Robots answer 200 whatever happens; the code in the body says what did. */
export function readRobotAnswer(book: CodeBook, answer: HttpAnswer): Outcome {
  if (answer.status !== 200) return readStatus(answer);
  const said = parse(answer.text);
  const code = said?.[book.codeKey] ?? said?.['StatusCode'];
  if (typeof code !== 'number')
    return { kind: 'failed', error: `its answer is no robot's: ${shown(answer.text)}` };
  if (code === 0) return SENT;
  const text = String(said?.[book.textKey] ?? '');
  const error = shown(`${code} ${text}`);
  const waitMs = book.throttled[code] ?? (/too many|frequen|too fast/i.test(text) ? MINUTE_MS : undefined);
  if (waitMs !== undefined) return { kind: 'throttled', error, waitMs };
  const advice = book.refused[code];
  return advice === undefined ? { kind: 'failed', error } : { kind: 'refused', error, advice };
}

/** What a status means by itself. */
export function readStatus({ status, text, retryAfterMs }: HttpAnswer): Outcome {
  if (status >= 200 && status < 300) return SENT;
  const error = shown(`HTTP ${status} ${text}`);
  if (status === 429 || (status === 503 && retryAfterMs !== null))
    return { kind: 'throttled', error, waitMs: Math.min(retryAfterMs ?? MINUTE_MS, 10 * MINUTE_MS) };
  // Too early, a lost race, a timeout: these pass.
  if (status >= 500 || status === 408 || status === 409 || status === 425) return { kind: 'failed', error };
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      error,
      advice: 'It redirects, which is not followed: enter the address it leads to.',
    };
  const advice =
    status === 401 || status === 403
      ? 'It refuses us: check the address and the secret, then retry.'
      : 'It does not take the message: check that the address is that of the receiver, then retry.';
  return { kind: 'refused', error, advice };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text);
    return said !== null && typeof said === 'object' ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What a receiver says is stored and shown: one line, and not long. */
function shown(text: string): string {
  return text
    .slice(0, MAX_ERROR)
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
}
