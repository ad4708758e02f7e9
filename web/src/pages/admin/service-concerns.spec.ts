import { describe, expect, it } from 'vitest';
import { concernsOf, type Service } from './service-concerns.ts';

const WELL = {
  database: { isWritable: true, bytes: 1, failure: null },
  notify: { waiting: 2, dead: 0 },
  probing: { decodeWorkers: 2, dropped: 0, ownClockOffsetS: 0.4, lateness: { p95Ms: 900 } },
  streams: { open: 3, max: 200 },
} as unknown as Service;

describe('concernsOf', () => {
  it('is silent about a service that is well', () => {
    expect([...concernsOf(WELL)]).toEqual([]);
  });

  it.each<[string, object]>([
    ['writing', { database: { ...WELL.database, isWritable: false } }],
    ['database', { database: { ...WELL.database, bytes: null } }],
    ['deliveries', { notify: { waiting: 0, dead: 1 } }],
    ['late', { probing: { ...WELL.probing, lateness: { p95Ms: 10_001 } } }],
    ['dropped', { probing: { ...WELL.probing, dropped: 1 } }],
    ['decoders', { probing: { ...WELL.probing, decodeWorkers: 0 } }],
    ['clock', { probing: { ...WELL.probing, ownClockOffsetS: -6 } }],
    ['streams', { streams: { open: 181, max: 200 } }],
  ])('worries about %s', (name, other) => {
    expect([...concernsOf({ ...WELL, ...other })]).toEqual([name]);
  });

  it('does not worry about what has no figure yet', () => {
    const lateness = { p95Ms: null };
    const early = { notify: null, probing: { ...WELL.probing, lateness } } as unknown as Service;
    expect([...concernsOf({ ...WELL, ...early })]).toEqual([]);
  });
});
