import { DINGTALK, FEISHU, readRobotAnswer, readStatus, WECOM } from './read-answer.js';

const said = (body: object) => ({ status: 200, text: JSON.stringify(body), retryAfterMs: null });

describe("a robot's answer", () => {
  it.each([
    ['sent', DINGTALK, { errcode: 0, errmsg: 'ok' }],
    ['refused', DINGTALK, { errcode: 310000, errmsg: 'sign not match' }],
    ['throttled', DINGTALK, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }],
    ['throttled', DINGTALK, { errcode: 410100, errmsg: '发送速度太快而限流' }],
    ['refused', DINGTALK, { errcode: 300001, errmsg: 'token is not exist' }],
    ['failed', DINGTALK, { errcode: 4711, errmsg: 'something else' }],
    ['sent', WECOM, { errcode: 0, errmsg: 'ok' }],
    ['throttled', WECOM, { errcode: 45009, errmsg: 'api freq out of limit' }],
    ['refused', WECOM, { errcode: 93000, errmsg: 'invalid webhook url' }],
    ['throttled', WECOM, { errcode: -1, errmsg: 'system busy' }],
    ['sent', FEISHU, { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' }],
    ['sent', FEISHU, { StatusCode: 0, StatusMessage: 'success' }],
    ['throttled', FEISHU, { code: 9499, msg: 'too many request' }],
    ['throttled', FEISHU, { code: 11232, msg: 'frequency limited psm' }],
    ['refused', FEISHU, { code: 9499, msg: 'Bad Request' }],
    ['refused', FEISHU, { code: 19021, msg: 'sign match fail or timestamp is not within one hour' }],
    ['refused', FEISHU, { code: 19024, msg: 'Key Words Not Found' }],
  ])('%s', (kind, book, body) => {
    expect(readRobotAnswer(book, said(body)).kind).toBe(kind);
  });

  it('of DingTalk, once too fast, is waited for ten minutes', () => {
    expect(readRobotAnswer(DINGTALK, said({ errcode: 130101, errmsg: 'too fast' }))).toEqual({
      kind: 'throttled',
      error: '130101 too fast',
      waitMs: 600_000,
    });
  });

  it('tells what to do about a wrong signature', () => {
    expect(readRobotAnswer(FEISHU, said({ code: 19021, msg: 'sign match fail\n' }))).toEqual({
      kind: 'refused',
      error: '19021 sign match fail',
      advice:
        'Enter the secret that the robot shows beside its signature setting, and check our clock; then retry.',
    });
  });

  it.each(['<html>', '', '[]', 'null', '{"errcode":"0"}'])('that is none is tried again: %s', (text) => {
    expect(readRobotAnswer(DINGTALK, { status: 200, text, retryAfterMs: null }).kind).toBe('failed');
  });
});

describe('a status', () => {
  it.each([
    [200, null, 'sent'],
    [204, null, 'sent'],
    [301, null, 'refused'],
    [307, null, 'refused'],
    [400, null, 'refused'],
    [401, null, 'refused'],
    [404, null, 'refused'],
    [408, null, 'failed'],
    [425, null, 'failed'],
    [429, null, 'throttled'],
    [500, null, 'failed'],
    [503, null, 'failed'],
    [503, 5_000, 'throttled'],
  ])('%i with %p to wait is %s', (status, retryAfterMs, kind) => {
    expect(readStatus({ status, text: '', retryAfterMs }).kind).toBe(kind);
  });

  it('of 429 is waited for as the receiver says, but for ten minutes at most', () => {
    const waitMs = (retryAfterMs: number | null) => readStatus({ status: 429, text: '', retryAfterMs });
    expect(waitMs(7_000)).toMatchObject({ waitMs: 7_000 });
    expect(waitMs(null)).toMatchObject({ waitMs: 60_000 });
    expect(waitMs(86_400_000)).toMatchObject({ waitMs: 600_000 });
  });
});
