import { type Candidate, UNKNOWN_IDENTITY } from './candidate.js';
import { recognise, sighted } from './recognise.js';
import { type Sighting, sightingInRange } from './sighting.js';

const A = 'aaaaaaaa-0000-1000-8000-000000000001';
const B = 'bbbbbbbb-0000-1000-8000-000000000001';
const NOW = { searchId: 's2', zoneId: 'z', at: 2_000, id: 'fresh' };

const at = (host: string, endpoint: string | null, more: Partial<Sighting> = {}): Sighting => ({
  ...sightingInRange({ host, port: 80, path: '/o', tls: false }),
  endpoint,
  ...more,
});

/** A candidate as an earlier search left it. */
const candidate = (id: string, sighting: Sighting, mac: string | null = null): Candidate => ({
  ...sighted(sighting, { known: null, absorbed: null }, { searchId: 's1', zoneId: 'z', at: 1_000, id }),
  identity: { ...UNKNOWN_IDENTITY, mac },
});

function recognised(sighting: Sighting, ...candidates: readonly Candidate[]): string {
  const { known, absorbed } = recognise(sighting, candidates);
  return [known?.id ?? 'nobody', ...(absorbed === null ? [] : [`absorbs ${absorbed.id}`])].join(' ');
}

describe('a device that was seen before', () => {
  it.each<[string, Sighting, readonly Candidate[], string]>([
    [
      'is known by its endpoint at another address',
      at('10.0.0.2', A),
      [candidate('a', at('10.0.0.1', A))],
      'a',
    ],
    [
      'is known by its address where it has no name',
      at('10.0.0.1', null),
      [candidate('a', at('10.0.0.1', null))],
      'a',
    ],
    [
      'is known by its address where it is silent this time',
      at('10.0.0.1', null),
      [candidate('a', at('10.0.0.1', A))],
      'a',
    ],
    [
      'is known by its address where it had no name before',
      at('10.0.0.1', A),
      [candidate('a', at('10.0.0.1', null))],
      'a',
    ],
    ['is somebody else under another name', at('10.0.0.1', B), [candidate('a', at('10.0.0.1', A))], 'nobody'],
    [
      'is somebody else at another port',
      at('10.0.0.1', null),
      [
        candidate(
          'a',
          at('10.0.0.1', null, { address: { host: '10.0.0.1', port: 81, path: '/', tls: false } }),
        ),
      ],
      'nobody',
    ],
    [
      'takes in the nameless one at its new address',
      at('10.0.0.2', A),
      [candidate('a', at('10.0.0.1', A)), candidate('b', at('10.0.0.2', null))],
      'a absorbs b',
    ],
    [
      'leaves the nameless one that has a MAC of its own',
      at('10.0.0.2', A),
      [candidate('a', at('10.0.0.1', A)), candidate('b', at('10.0.0.2', null), 'C0-56-E3-58-00-01')],
      'a',
    ],
    [
      'is not told by a UUID that several have',
      at('10.0.0.2', A, { isEndpointShared: true }),
      [candidate('a', at('10.0.0.1', A))],
      'nobody',
    ],
  ])('%s', (_name, sighting, candidates, expected) => {
    expect(recognised(sighting, ...candidates)).toBe(expected);
  });

  it('keeps its id, its name and what logins told of it', () => {
    const before = { ...candidate('a', at('10.0.0.1', A), 'C0-56-E3-58-00-01'), cameraId: 'camera' };
    const after = sighted(at('10.0.0.2', A), { known: before, absorbed: null }, NOW);
    expect(after).toMatchObject({
      id: 'a',
      key: `endpoint ${A}`,
      address: { host: '10.0.0.2' },
      identity: { mac: 'C0-56-E3-58-00-01' },
      cameraId: 'camera',
      firstSeenAt: 1_000,
      lastSeenAt: 2_000,
      searchId: 's2',
    });
  });

  it.each<[string, Sighting, string]>([
    ['its endpoint', at('10.0.0.1', A), `endpoint ${A}`],
    ['its address, without a name', at('10.0.0.1', null), 'address 10.0.0.1 80'],
    [
      'its address, where several have its UUID',
      at('10.0.0.1', A, { isEndpointShared: true }),
      'address 10.0.0.1 80',
    ],
    [
      'the MAC that it tells everybody, without a name',
      at('10.0.0.1', null, { said: { types: [], scopes: ['onvif://www.onvif.org/MAC/c0:56:e3:58:00:01'] } }),
      'mac C0-56-E3-58-00-01',
    ],
  ])('has as its key %s', (_name, sighting, key) => {
    expect(sighted(sighting, { known: null, absorbed: null }, NOW).key).toBe(key);
  });
});
