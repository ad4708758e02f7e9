import type { RtspTarget } from '../../rtsp/rtsp-target.js';
import { rtspUrl } from './rtsp-url.js';

const target = (changes: Partial<RtspTarget>): RtspTarget => ({
  endpoint: { host: '192.0.2.7', port: 554 },
  path: '/cam',
  login: null,
  ...changes,
});

describe('rtspUrl', () => {
  it.each([
    ['rtsp://192.0.2.7:554/cam', {}],
    ['rtsp://[2001:db8::7]:8554/cam', { endpoint: { host: '2001:db8::7', port: 8554 } }],
    ['rtsps://cam.example:322/cam', { endpoint: { host: 'cam.example', port: 322, tls: true } }],
    ['rtsp://192.0.2.7:554/live', { path: 'live' }],
    ['rtsp://192.0.2.7:554/a?channel=1&subtype=0', { path: '/a?channel=1&subtype=0' }],
    ['rtsp://192.0.2.7:554/a%20b%2Fc', { path: '/a b%2Fc' }],
    ['rtsp://192.0.2.7:554/a%27%0Afile%20%27/etc/passwd', { path: "/a'\nfile '/etc/passwd" }],
    ['rtsp://192.0.2.7:554/a%5Cb', { path: String.raw`/a\b` }],
    [
      'rtsp://u%40:p%3A%2F%25%23%27%20%E5%AF%86@192.0.2.7:554/cam',
      { login: { username: 'u@', password: "p:/%#' 密" } },
    ],
  ])('gives %s', (expected, changes) => {
    expect(rtspUrl(target(changes))).toBe(expected);
  });

  it('takes half a character in a path for what it is', () => {
    expect(rtspUrl(target({ path: '/\ud800' }))).toBe('rtsp://192.0.2.7:554/%EF%BF%BD');
  });
});
