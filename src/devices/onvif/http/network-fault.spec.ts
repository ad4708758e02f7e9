import { faultOnConnection, faultWhileConnecting } from './network-fault.js';

const failure = (code?: string): Error => Object.assign(new Error('x'), code === undefined ? {} : { code });

describe('faultWhileConnecting', () => {
  it.each([
    ['ECONNREFUSED', 'connection-refused'],
    ['ENOTFOUND', 'address-unresolved'],
    ['EAI_AGAIN', 'address-unresolved'],
    ['EHOSTUNREACH', 'host-unreachable'],
    ['ENETUNREACH', 'host-unreachable'],
    ['ETIMEDOUT', 'connect-timeout'],
    ['ESOMETHING', 'host-unreachable'],
  ])('takes %s for %s', (code, fault) => {
    expect(faultWhileConnecting(failure(code)).code).toBe(fault);
  });

  it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL'])('does not blame the camera for %s', (code) => {
    expect(faultWhileConnecting(failure(code)).code).toBe('prober-down');
  });
});

describe('faultOnConnection', () => {
  it.each([
    ['ECONNRESET', 'onvif-closed'],
    ['UND_ERR_SOCKET', 'onvif-closed'],
    ['HPE_INVALID_CONSTANT', 'onvif-garbled'],
    ['UND_ERR_HEADERS_OVERFLOW', 'onvif-too-large'],
  ])('takes %s for %s', (code, fault) => {
    expect(faultOnConnection(failure(code)).code).toBe(fault);
  });

  it.each([undefined, 'UND_ERR_INVALID_ARG'])('throws a bug of ours on (%s)', (code) => {
    const bug = failure(code);
    expect(() => faultOnConnection(bug)).toThrow(bug);
  });
});
