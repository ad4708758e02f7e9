import type { IncomingHttpHeaders } from 'node:http';
import { refuseForeignOrigin } from './same-origin.js';

const host = 'watch.example:8680';
const attempt =
  (headers: IncomingHttpHeaders): (() => void) =>
  () =>
    refuseForeignOrigin({ host, ...headers });

describe('a write with a session', () => {
  it.each<[string, IncomingHttpHeaders]>([
    ['the browser says it is our page', { 'sec-fetch-site': 'same-origin' }],
    [
      'it says so behind a proxy that changes the host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://a' },
    ],
    ['its origin is ours', { origin: `http://${host}` }],
    ['a program sends our own header', { 'x-shouwang-request': '1' }],
  ])('is taken where %s', (_, headers) => {
    expect(attempt(headers)).not.toThrow();
  });

  it.each<[string, IncomingHttpHeaders]>([
    ['another site sent it', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site sent it', { 'sec-fetch-site': 'same-site', origin: `http://${host}` }],
    ['somebody typed it', { 'sec-fetch-site': 'none' }],
    ['its origin is another', { origin: 'https://elsewhere.example' }],
    ['its origin has another port', { origin: 'http://watch.example:80' }],
    ['its origin is hidden', { origin: 'null' }],
    ['our header comes from elsewhere', { origin: 'https://elsewhere.example', 'x-shouwang-request': '1' }],
    ['nothing says where it comes from', {}],
  ])('is refused where %s', (_, headers) => {
    expect(attempt(headers)).toThrow('must come from a page of this service');
  });
});
