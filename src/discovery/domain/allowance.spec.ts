import { allowanceOf } from './allowance.js';

describe('what a zone allows', () => {
  it.each<[readonly string[], string, boolean]>([
    [['10.20.0.0/16'], '10.20.255.255', true],
    [['10.20.0.0/16'], '10.21.0.0', false],
    [[], '10.20.0.1', false],
    [['10.0.0.0/8', '2001:db8::/32'], '2001:db8::64', true],
    [['10.0.0.0/8'], '2001:db8::64', false],
    [['0.0.0.0/0'], '8.8.8.8', true],
    [['0.0.0.0/0'], '127.0.0.1', false],
    [['126.0.0.0/7'], '127.0.0.1', false],
    [['127.60.0.0/16'], '127.60.1.1', true],
    [['127.60.0.0/16', '0.0.0.0/0'], '127.61.1.1', false],
    [['0.0.0.0/0'], '169.254.169.254', false],
    [['169.254.0.0/16'], '169.254.3.4', true],
    [['::/0'], '::1', false],
    [['::/0'], 'fe80::1', false],
    [['::/0', '0.0.0.0/0'], '::ffff:127.0.0.1', false],
    [['0.0.0.0/0'], '239.255.255.250', false],
    [['0.0.0.0/0'], '255.255.255.255', false],
    [['0.0.0.0/0'], '0.0.0.0', false],
    [['0.0.0.0/0'], 'camera.local', false],
  ])('%j: %s is %s', (networks, address, isAllowed) => {
    expect(allowanceOf(networks).has(address)).toBe(isAllowed);
  });

  it.each<[readonly string[], string, boolean]>([
    [['10.20.0.0/16'], '10.20.3.0/24', true],
    [['10.20.0.0/16'], '10.20.0.0/16', true],
    [['10.20.0.0/16'], '10.20.0.0/15', false],
    [['10.20.0.0/16'], '10.0.0.0/8', false],
    [['0.0.0.0/0'], '127.0.0.0/8', false],
    [['127.0.0.0/8'], '127.60.0.0/24', true],
    [['10.20.0.0/16'], '::/0', false],
    [['10.20.0.0/16'], '10.20.3.4', true],
  ])('%j covers %s: %s', (networks, network, isCovered) => {
    expect(allowanceOf(networks).covers(network)).toBe(isCovered);
  });
});
