import { fixedKeys } from '../key/key-ring.js';
import { openAddress, sealedAddress } from './passed-from.js';

const [KEY, OTHER] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const CALL = { method: 'POST', url: '/api/v1/sessions' };

describe('the address that a replica passes on', () => {
  const sealed = sealedAddress(fixedKeys(KEY), 'fd00::7', CALL);

  it('is known to a replica with the same key, also while keys turn', () => {
    expect(openAddress(fixedKeys(KEY), sealed, CALL)).toBe('fd00::7');
    expect(openAddress(fixedKeys(OTHER, KEY), sealed, CALL)).toBe('fd00::7');
  });

  it.each([
    ['of another key', fixedKeys(OTHER), sealed, CALL],
    ['of another address', fixedKeys(KEY), sealed.replace('fd00::7', '10.0.0.1'), CALL],
    ['of another call', fixedKeys(KEY), sealed, { ...CALL, url: '/api/v1/users' }],
    ['of another method', fixedKeys(KEY), sealed, { ...CALL, method: 'GET' }],
    ['without a seal', fixedKeys(KEY), 'fd00::7', CALL],
    ['of nothing', fixedKeys(KEY), '', CALL],
  ])('is refused with the seal %s', (_, keys, said, call) => {
    expect(openAddress(keys, said, call)).toBeNull();
  });
});
