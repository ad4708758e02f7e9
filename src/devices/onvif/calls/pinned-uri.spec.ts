import { pinUri } from './pinned-uri.js';

const RULES = {
  endpoint: { host: '10.1.2.3', port: 8080 },
  allowedHosts: ['media.example', 'fd00::7'],
  secrets: ['s3cret/@:'],
};

describe('pinUri', () => {
  it.each([
    ['the registered host', 'rtsp://10.1.2.3/a', '10.1.2.3', 554, '/a'],
    ['its own port', 'rtsp://10.1.2.3:10554/a', '10.1.2.3', 10_554, '/a'],
    ['a wrong host, own port kept', 'rtsp://192.168.1.64:10554/a', '10.1.2.3', 10_554, '/a'],
    ['loopback', 'rtsp://127.0.0.1/a', '10.1.2.3', 554, '/a'],
    ['an allowed name in capitals', 'rtsp://MEDIA.example:1/a', 'media.example', 1, '/a'],
    ['an allowed IPv6 host', 'rtsp://[FD00::7]:8554/a', 'fd00::7', 8554, '/a'],
    ['another IPv6 host', 'rtsp://[fe80::1]/a', '10.1.2.3', 554, '/a'],
    ['TLS', 'rtsps://10.1.2.3/a', '10.1.2.3', 322, '/a'],
    ['an empty port', 'rtsp://10.1.2.3:/a', '10.1.2.3', 554, '/a'],
    ['no path', 'rtsp://10.1.2.3', '10.1.2.3', 554, '/'],
    ['a query without a path', 'rtsp://10.1.2.3?a=1', '10.1.2.3', 554, '/?a=1'],
    ['an @ in the path', 'rtsp://10.1.2.3/stream@1', '10.1.2.3', 554, '/stream@1'],
    ['dots and escapes as sent', 'rtsp://10.1.2.3/a/../%2e/b%20c', '10.1.2.3', 554, '/a/../%2e/b%20c'],
    ['blanks and Chinese, encoded', 'rtsp://10.1.2.3/主 1', '10.1.2.3', 554, '/%E4%B8%BB%201'],
    ['HTTP on a wrong host: registered port', 'http://192.168.1.64:81/a', '10.1.2.3', 8080, '/a'],
    ['HTTP on the registered host: own port', 'http://10.1.2.3/a', '10.1.2.3', 80, '/a'],
  ])('holds to the host: %s', (_name, text, host, port, path) => {
    expect(pinUri(text, RULES)).toMatchObject({ host, port, path, hadCredentials: false });
  });

  it.each([
    ['user and password', 'rtsp://admin:pw@10.1.2.3/a', 'rtsp://10.1.2.3/a', '/a'],
    ['a user alone', 'rtsp://admin@10.1.2.3/a', 'rtsp://10.1.2.3/a', '/a'],
    ['an @ in the password', 'rtsp://admin:p@w@10.1.2.3/a', 'rtsp://10.1.2.3/a', '/a'],
    ['a slash in the password', 'rtsp://admin:p/w@10.1.2.3/a', 'rtsp://10.1.2.3/a', '/a'],
    ['a question mark in the password', 'rtsp://admin:p?w@10.1.2.3/a', 'rtsp://10.1.2.3/a', '/a'],
    [
      'XM530',
      'rtsp://10.1.2.3:554/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp?real_stream',
      'rtsp://10.1.2.3:554/user=***_password=***_channel=1_stream=0.sdp?real_stream',
      '/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp?real_stream',
    ],
    [
      'a query',
      'rtsp://10.1.2.3/live?usr=admin&pwd=a_b&channel=1',
      'rtsp://10.1.2.3/live?usr=***&pwd=***&channel=1',
      '/live?usr=admin&pwd=a_b&channel=1',
    ],
    [
      'our own password, escaped',
      'rtsp://10.1.2.3/s3cret%2F%40%3A',
      'rtsp://10.1.2.3/***',
      '/s3cret%2F%40%3A',
    ],
  ])('scrubs %s', (_name, text, original, path) => {
    expect(pinUri(text, RULES)).toMatchObject({ original, path, host: '10.1.2.3', hadCredentials: true });
  });

  it.each([
    ['nothing', ''],
    ['a path alone', '/a'],
    ['another scheme', 'file://10.1.2.3/a'],
    ['no host', 'rtsp:///a'],
    ['a port that is none', 'rtsp://10.1.2.3:port/a'],
    ['a line break', 'rtsp://10.1.2.3/a\r\nb'],
    ['a NUL', 'rtsp://10.1.2.3/a\0'],
    ['an endless path', `rtsp://10.1.2.3/${'a'.repeat(5_000)}`],
  ])('refuses %s', (_name, text) => {
    expect(pinUri(text, RULES)).toBeNull();
  });
});
