import { allowanceOf } from '../domain/allowance.js';
import { SightingBook } from './sighting-book.js';

const A = 'aaaaaaaa-0000-1000-8000-000000000001';
const B = 'bbbbbbbb-0000-1000-8000-000000000001';

/** `aaaa 10.0.0.1,10.0.0.2:81 from 10.0.0.1`; several endpoints are divided by `+`, as a proxy tells of them. */
function answerOf(words: string) {
  const [told = '', from = ''] = words.split(' from ');
  const endpoints = told.split('+').map((one) => {
    const [name = '', hosts = ''] = one.split(' ');
    const claimed = hosts.split(',').map((place) => {
      const [host = '', port = '80'] = place.includes('::') ? [place] : place.split(':');
      return { host, port: Number(port), path: '/o', tls: false };
    });
    return { endpoint: name === 'A' ? A : B, claimed, said: { types: [], scopes: [] } };
  });
  return { from, endpoints };
}

function seen(...steps: readonly string[]): string[] {
  const book = new SightingBook(allowanceOf(['10.0.0.0/8', '2001:db8::/32']));
  for (const step of steps) {
    const [host = '', port = '80'] = step.replace('range ', '').split(':');
    if (step.startsWith('range ')) book.noteInRange({ host, port: Number(port), path: '/o', tls: false });
    else book.noteAnswer(answerOf(step), 'multicast');
  }
  return book.all().map(({ endpoint, address, otherHosts, isDirect, isEndpointShared }) => {
    const name = endpoint === null ? '?' : endpoint === A ? 'A' : 'B';
    const others = otherHosts.length > 0 ? ` (${otherHosts.join(' ')})` : '';
    return `${name} ${address.host}:${address.port}${others}${isDirect ? ' direct' : ''}${isEndpointShared ? ' shared' : ''}`;
  });
}

describe('the devices of a search', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'one that answers twice is one',
      ['A 10.0.0.1 from 10.0.0.1', 'A 10.0.0.1 from 10.0.0.1'],
      ['A 10.0.0.1:80 direct'],
    ],
    [
      'one that answers on two cards is one',
      ['A 10.0.0.1,10.1.0.1 from 10.0.0.1', 'A 10.0.0.1,10.1.0.1 from 10.1.0.1'],
      ['A 10.0.0.1:80 (10.1.0.1) direct'],
    ],
    [
      'one that answers over IPv6 as well is one',
      ['A 2001:db8::1,10.0.0.1 from 10.0.0.1', 'A 2001:db8::1,10.0.0.1 from 2001:db8::1'],
      ['A 10.0.0.1:80 (2001:db8::1) direct'],
    ],
    [
      'one that a proxy tells of, too, is one',
      ['A 10.0.0.1+B 10.0.0.2 from 10.9.9.9', 'A 10.0.0.1 from 10.0.0.1'],
      ['B 10.0.0.2:80', 'A 10.0.0.1:80 direct'].toSorted(),
    ],
    [
      'one that a proxy gives another address is where it speaks',
      ['A 10.0.0.7+B 10.0.0.2 from 10.9.9.9', 'A 10.0.0.1 from 10.0.0.1'],
      ['B 10.0.0.2:80', 'A 10.0.0.1:80 (10.0.0.7) direct'].toSorted(),
    ],
    [
      'two with one UUID that speak for themselves alone are two',
      ['A 10.0.0.1 from 10.0.0.1', 'A 10.0.0.2 from 10.0.0.2'],
      ['A 10.0.0.1:80 direct shared', 'A 10.0.0.2:80 direct shared'],
    ],
    [
      'one that somebody names at the address of another is nobody',
      ['A 10.0.0.1 from 10.0.0.1', 'B 10.0.0.1 from 10.0.0.66'],
      ['A 10.0.0.1:80 direct'],
    ],
    [
      'one that somebody named at an address before its owner spoke is nobody',
      ['B 10.0.0.1 from 10.0.0.66', 'A 10.0.0.1 from 10.0.0.1'],
      ['A 10.0.0.1:80 direct'],
    ],
    [
      'a second endpoint at one ONVIF address is the same device',
      ['A 10.0.0.1 from 10.0.0.1', 'B 10.0.0.1 from 10.0.0.1'],
      ['A 10.0.0.1:80 direct'],
    ],
    [
      'two ports of one host are two',
      ['A 10.0.0.1:80 from 10.0.0.1', 'B 10.0.0.1:81 from 10.0.0.1'],
      ['A 10.0.0.1:80 direct', 'B 10.0.0.1:81 direct'],
    ],
    [
      'one that a range search found gets its name',
      ['range 10.0.0.1', 'A 10.0.0.1 from 10.0.0.1'],
      ['A 10.0.0.1:80 direct'],
    ],
    [
      'one that is known already is not found in a range again',
      ['A 10.0.0.1 from 10.0.0.1', 'range 10.0.0.1'],
      ['A 10.0.0.1:80 direct'],
    ],
    ['one outside the allowed networks is nobody', ['A 192.168.1.1 from 192.168.1.1'], []],
    [
      'one with link-local addresses alone may be where it spoke',
      ['A 169.254.1.1,fe80::1 from 10.0.0.1'],
      ['A 10.0.0.1:80'],
    ],
  ])('%s', (_name, steps, devices) => {
    expect(seen(...steps).toSorted()).toEqual(devices);
  });

  it('are at most twenty thousand, whoever makes them up', () => {
    const book = new SightingBook(allowanceOf(['10.0.0.0/8']));
    for (let n = 0; n < 30_000; n += 1) {
      const host = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
      book.noteInRange({ host, port: 80, path: '/', tls: false });
    }
    expect([book.size, book.refused]).toEqual([20_000, 10_000]);
  });
});
