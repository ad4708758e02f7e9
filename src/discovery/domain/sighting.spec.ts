import { asMac, macOf, scopeOf } from './sighting.js';
import { unbelievable } from './unbelievable.js';
import { type Sighting, sightingInRange } from './sighting.js';

describe('what a device says of itself', () => {
  it.each([
    ['onvif://www.onvif.org/name/HIKVISION%20DS-2CD', 'name', 'HIKVISION DS-2CD'],
    ['onvif://www.onvif.org/Name/%E6%9D%91%E5%8F%A3', 'name', '村口'],
    ['onvif://www.onvif.org/name/50%25%', 'name', '50%%'],
    ['onvif://www.onvif.org/name/%FF%00bad', 'name', '%FF%00bad'],
    ['onvif://www.onvif.org/location/', 'location', null],
    ['onvif://www.onvif.org/hardware/x', 'name', null],
  ])('%s: its %s is %s', (scope, topic, text) => {
    expect(scopeOf(['onvif://www.onvif.org/type/ptz', scope], topic)).toBe(text);
  });

  it.each([
    ['c0:56:e3:58:00:01', 'C0-56-E3-58-00-01'],
    ['C056E3580001', 'C0-56-E3-58-00-01'],
    ['00-00-00-00-00-00', null],
    ['c0:56', null],
  ])('%s is the MAC %s', (text, mac) => {
    expect([asMac(text), macOf([`onvif://www.onvif.org/MAC/${text}`])]).toEqual([mac, mac]);
  });
});

describe('what nobody could confirm', () => {
  const at = (name: string, host: string, isDirect = true): Sighting => ({
    ...sightingInRange({ host, port: 80, path: '/', tls: false }),
    endpoint: name,
    isDirect,
  });

  it.each<[string, Sighting, boolean]>([
    ['is kept where it speaks for itself: a broken device', at('x', '10.0.0.9'), false],
    ['is dropped where somebody only speaks of it', at('x', '10.0.0.9', false), true],
    ['is dropped where a device of this host answered', at('x', '10.0.0.1'), true],
    ['is dropped where it bears the name of a device that answered', at('a', '10.0.0.9'), true],
  ])('%s', (_name, sighting, isDropped) => {
    const answering = at('a', '10.0.0.1');
    const dropped = unbelievable([answering, sighting], (one) => one === answering);
    expect(dropped).toEqual(isDropped ? [sighting] : []);
  });

  it('is kept once for each host', () => {
    const many = [at('x', '10.0.0.9'), at('y', '10.0.0.9'), at('z', '10.0.0.9')];
    expect(unbelievable(many, () => false)).toEqual(many.slice(1));
  });
});
