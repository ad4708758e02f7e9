import { isLive } from './is-live.js';

const BLINDING = new Set(['black']);

describe('a camera is live', () => {
  it.each([
    ['online', null, null, true],
    ['impaired', 'blurred', null, true],
    ['impaired', 'black', null, false],
    ['offline', 'connect-timeout', null, false],
    ['unknown', 'prober-down', { state: 'online', fault: null }, true],
    ['unknown', 'prober-down', { state: 'impaired', fault: 'noisy' }, true],
    ['unknown', 'prober-down', { state: 'impaired', fault: 'black' }, false],
    ['unknown', 'zone-blind', { state: 'offline', fault: 'connect-timeout' }, false],
    ['unknown', 'not-probed-yet', null, false],
    ['offline', 'connect-timeout', { state: 'online', fault: null }, false],
  ] as const)('%s with %s, last found %j: %s', (state, fault, last, expected) => {
    expect(isLive({ state, fault }, last, BLINDING)).toBe(expected);
  });
});
