import { connectFailure, statusFailure } from './rtsp-failure.js';

describe('a connection that fails', () => {
  it.each([
    ['ECONNREFUSED', 'stream-refused'],
    ['EHOSTUNREACH', 'host-unreachable'],
    ['ENETUNREACH', 'host-unreachable'],
    ['ENOTFOUND', 'address-unresolved'],
    ['EAI_AGAIN', 'address-unresolved'],
    ['ETIMEDOUT', 'connect-timeout'],
    ['ECONNRESET', 'stream-closed'],
    ['EPROTO', 'stream-garbled'],
    ['EMFILE', 'prober-down'],
  ])('%s is %s', (code, fault) => {
    expect(connectFailure(Object.assign(new Error('x'), { code })).fault.code).toBe(fault);
  });
});

describe('a status that is no success', () => {
  it.each([
    [302, 'stream-error'],
    [400, 'stream-error'],
    [404, 'stream-not-found'],
    [453, 'stream-busy'],
    [461, 'stream-transport'],
    [503, 'stream-error'],
  ])('%i is %s, and the detail names the status', (status, fault) => {
    const failure = statusFailure('SETUP', status);

    expect(failure.fault.code).toBe(fault);
    expect(failure.fault.detail).toContain(String(status));
  });
});
