import { type Fallen, groupFalls, type OpenIncident } from './group-falls.js';

const NOW = 10_000_000;
const MINUTE = 60_000;
const POLICY = { minCameras: 3, share: 0.8, togetherMs: 5 * MINUTE, manyWithinMinute: 4 };

interface Given {
  readonly agoMs?: number;
  readonly incidentId?: string;
  readonly uplink?: string;
  readonly poleNumber?: string;
}
function fell(id: string, { agoMs = 1_000, incidentId, uplink, poleNumber }: Given = {}): Fallen {
  const ties = { uplink: uplink ?? null, nvr: null, poleNumber: poleNumber ?? null, powerFeed: null };
  const groups = { villageId: 'v', zoneId: 'z' };
  return {
    cameraId: id,
    outageId: id,
    openedAt: NOW - agoMs,
    incidentId: incidentId ?? null,
    ...ties,
    ...groups,
  };
}
const behind = (ids: string, more: Given = {}): Fallen[] =>
  ids.split(' ').map((id) => fell(id, { uplink: 'SW', ...more }));
const standing = Array.from({ length: 60 }, (_, index) => fell(`up${index}`));
const opened = (id: string, kind: 'pole' | 'uplink' | 'many', key: string, agoMs = 2_000): OpenIncident => ({
  id,
  openedAt: NOW - agoMs,
  cause: { kind, key },
});

/** Each as `incident (or new): cause, outages, taken in`. */
function grouped(fallen: readonly Fallen[], incidents: readonly OpenIncident[] = []): string[] {
  const round = { incidents, eligible: [...fallen, ...standing], policy: POLICY };
  return groupFalls(fallen, NOW, round).map(({ incidentId, cause, outageIds, takenIn }) =>
    [
      `${incidentId ?? 'new'}: ${cause === null ? 'same' : `${cause.kind} ${cause.key}`}`,
      outageIds.join(' '),
      ...takenIn,
    ].join(', '),
  );
}

describe('groupFalls', () => {
  it.each<[string, readonly Fallen[], readonly OpenIncident[], string[]]>([
    ['leaves alone what falls alone', [fell('a'), fell('b')], [], []],
    [
      'opens one incident for what is behind one switch',
      [...behind('a b c'), fell('x')],
      [],
      ['new: uplink SW, a b c'],
    ],
    [
      'opens two for two switches',
      [...behind('a b c'), ...behind('d e f', { uplink: 'SW2' })],
      [],
      ['new: uplink SW, a b c', 'new: uplink SW2, d e f'],
    ],
    [
      'does not group what fell long apart',
      [...behind('a b'), ...behind('c', { agoMs: 6 * MINUTE })],
      [],
      [],
    ],
    [
      'lets a late one join, however late',
      [...behind('a b c', { agoMs: 99 * MINUTE, incidentId: 'I' }), ...behind('d')],
      [opened('I', 'uplink', 'SW', 99 * MINUTE)],
      ['I: same, d'],
    ],
    [
      'does nothing where all is grouped',
      behind('a b c', { incidentId: 'I' }),
      [opened('I', 'uplink', 'SW')],
      [],
    ],
    [
      'widens the incident of a pole to its switch',
      [...behind('a b', { incidentId: 'I', poleNumber: '1' }), ...behind('c d e f')],
      [opened('I', 'pole', 'v 1')],
      ['I: uplink SW, c d e f'],
    ],
    [
      'takes the younger of two incidents into the older one',
      [
        ...behind('a b', { incidentId: 'I', poleNumber: '1' }),
        ...behind('c d', { incidentId: 'J', poleNumber: '2' }),
        ...behind('e'),
      ],
      [opened('J', 'pole', 'v 2', 1_000), opened('I', 'pole', 'v 1', 3_000)],
      ['I: uplink SW, c d e, J'],
    ],
    [
      'opens one for more than so many within a minute',
      'a b c d e'.split(' ').map((id) => fell(id)),
      [],
      ['new: many town, a b c d e'],
    ],
    ['opens none for so many', 'a b c d'.split(' ').map((id) => fell(id)), [], []],
    [
      'opens none for as many over several minutes',
      'a b c d e'.split(' ').map((id, index) => fell(id, { agoMs: index * MINUTE })),
      [],
      [],
    ],
    [
      'lets what falls soon after join those many',
      [...'a b c d e'.split(' ').map((id) => fell(id, { incidentId: 'I' })), fell('f')],
      [opened('I', 'many', 'town')],
      ['I: same, f'],
    ],
    [
      'knows better than "many" once the switch is seen',
      [...behind('a b c d e', { incidentId: 'I' }), ...behind('f')],
      [opened('I', 'many', 'town')],
      ['I: uplink SW, f'],
    ],
  ])('%s', (_name, fallen, incidents, expected) => {
    expect(grouped(fallen, incidents)).toEqual(expected);
  });
});
