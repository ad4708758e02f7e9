import { addressCount, addressesIn } from './range.js';

describe('the addresses of a network', () => {
  it.each<[string, readonly string[]]>([
    ['10.1.1.0/30', ['10.1.1.1', '10.1.1.2']],
    ['10.1.1.3/30', ['10.1.1.1', '10.1.1.2']],
    ['10.1.1.4/31', ['10.1.1.4', '10.1.1.5']],
    ['10.1.1.7/32', ['10.1.1.7']],
    ['255.255.255.254/31', ['255.255.255.254', '255.255.255.255']],
    ['2001:db8::/127', ['2001:db8::', '2001:db8::1']],
  ])('%s are %j', (network, addresses) => {
    expect([...addressesIn(network)]).toEqual(addresses);
    expect(addressCount(network)).toBe(addresses.length);
  });

  it('are made as they are asked for, also of a network without end', () => {
    const addresses = addressesIn('2001:db8::/32');
    expect([addresses.next().value, addresses.next().value]).toEqual(['2001:db8::', '2001:db8::1']);
    expect(addressCount('2001:db8::/32')).toBe(2 ** 96);
    expect(addressCount('10.0.0.0/16')).toBe(65_534);
  });
});
