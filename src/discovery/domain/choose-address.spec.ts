import { allowanceOf } from './allowance.js';
import { chooseAddress, type ServiceAddress } from './choose-address.js';

const at = (host: string, port = 80): ServiceAddress => ({ host, port, path: '/o', tls: false });
const choose = (hosts: readonly (string | ServiceAddress)[], sender: string, isProxy = false): string => {
  const claimed = hosts.map((host) => (typeof host === 'string' ? at(host) : host));
  const allowance = allowanceOf(['10.0.0.0/8', '2001:db8::/32']);
  const chosen = chooseAddress(claimed, sender, { allowance, isProxy });
  return chosen === null ? 'none' : `${chosen.host} ${chosen.port}${chosen.isDirect ? ' direct' : ''}`;
};

describe('the address of a device that answered', () => {
  it.each<[string, readonly (string | ServiceAddress)[], string, string]>([
    ['is the one that answered', ['10.0.0.1', '10.0.0.2'], '10.0.0.2', '10.0.0.2 80 direct'],
    ['takes its port from what the device says', [at('10.0.0.2', 8_899)], '10.0.0.2', '10.0.0.2 8899 direct'],
    ['is IPv4 before IPv6', ['2001:db8::1', '10.0.0.1'], '10.9.9.9', '10.0.0.1 80'],
    ['is IPv6 where nothing else is there', ['2001:db8::1'], '10.9.9.9', '2001:db8::1 80'],
    ['is no link-local one', ['fe80::1', '169.254.1.1', '10.0.0.1'], '10.9.9.9', '10.0.0.1 80'],
    ['is no loopback', ['127.0.0.1', '10.0.0.1'], '10.9.9.9', '10.0.0.1 80'],
    ['is no name', ['camera.local', '10.0.0.1'], '10.9.9.9', '10.0.0.1 80'],
    [
      'is where it answered, if it names none that may be called',
      [at('169.254.1.1', 81)],
      '10.0.0.3',
      '10.0.0.3 81',
    ],
    ['is none, if neither may be called', ['169.254.1.1'], '192.168.1.1', 'none'],
    ['is none, if nothing is named', [], '10.0.0.3', 'none'],
    ['outside the allowed networks is none', ['192.168.1.5'], '192.168.1.5', 'none'],
  ])('%s', (_name, claimed, sender, chosen) => {
    expect(choose(claimed, sender)).toBe(chosen);
  });

  it('of a proxy is never its own', () => {
    expect(choose(['169.254.1.1'], '10.0.0.3', true)).toBe('none');
  });
});
