import { registeredHost } from './registered-host.js';

describe('registeredHost', () => {
  it.each([
    ['192.168.1.64', '192.168.1.64'],
    [' 10.0.0.9 ', '10.0.0.9'],
    ['127.3.4.5', '127.3.4.5'],
    ['[2001:DB8:0:0::1]', '2001:db8::1'],
    ['::1', '::1'],
    ['::ffff:10.0.0.9', '10.0.0.9'],
    ['Camera-7.Anhai.Example', 'camera-7.anhai.example'],
    ['nvr_3', 'nvr_3'],
  ])('keeps %s as %s', (text, host) => {
    expect(registeredHost(text)).toEqual({ ok: true, host });
  });

  const LINK_LOCAL = 'is a link-local address; give the camera a fixed one';
  const NO_DEVICE = 'is not the address of one device';
  const NO_HOST = 'must be an IP address or a host name, without scheme, port or path';
  const NO_IPV4 = 'is not a valid IPv4 address';
  it.each([
    ['169.254.169.254', LINK_LOCAL],
    ['::ffff:169.254.169.254', LINK_LOCAL],
    ['::FFFF:A9FE:A9FE', LINK_LOCAL],
    ['fe80::1', LINK_LOCAL],
    ['FEBF:0:0::1', LINK_LOCAL],
    ['fe80::1%eth0', LINK_LOCAL],
    ['0.0.0.0', NO_DEVICE],
    ['::', NO_DEVICE],
    ['239.255.255.250', NO_DEVICE],
    ['255.255.255.255', NO_DEVICE],
    ['ff02::c', NO_DEVICE],
    ['2852039166', NO_IPV4],
    ['0xa9fea9fe', NO_IPV4],
    ['256.1.1.1', NO_IPV4],
    ['10.0.1', NO_IPV4],
    ['camera.0x7f', NO_IPV4],
    ['rtsp://10.0.0.9/', NO_HOST],
    ['10.0.0.9:554', NO_HOST],
    ['camera/1', NO_HOST],
    ['admin@camera', NO_HOST],
    ['a camera', NO_HOST],
    ['', NO_HOST],
    ['-camera', NO_HOST],
    [`${'a'.repeat(64)}.example`, NO_HOST],
  ])('refuses %s', (text, reason) => {
    expect(registeredHost(text)).toEqual({ ok: false, reason });
  });
});
