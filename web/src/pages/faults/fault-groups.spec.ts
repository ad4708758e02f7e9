import { describe, expect, it } from 'vitest';
import type { TownCamera } from '../../api/camera-board.ts';
import { faultEntries, faultGroups, type OpenOutage } from './fault-groups.ts';

const camera = (id: string, more: Partial<TownCamera> = {}): TownCamera => ({
  id,
  name: id,
  villageId: 'v',
  state: 'online',
  fault: null,
  sinceMs: 0,
  position: null,
  isInService: true,
  isInMaintenance: false,
  ...more,
});
const outage = (cameraId: string, openedAt: string, more: Partial<OpenOutage> = {}): OpenOutage => ({
  id: `outage of ${cameraId}`,
  cameraId,
  cameraName: cameraId,
  villageId: 'v',
  openedAt,
  fault: { code: 'connect-timeout' },
  incidentId: null,
  acknowledgement: null,
  ...more,
});
const incident = (id: string) => ({
  id,
  openedAt: '2026-12-01T08:00:00Z',
  suspectedCause: { kind: 'pole', name: 'P1' },
  cameras: 2,
});
const oldestFirst = (a: { sinceMs: number }, b: { sinceMs: number }) => a.sinceMs - b.sinceMs;

describe('what somebody should look after', () => {
  it('is an outage, or a picture that is not as it should be, and each camera once', () => {
    const cameras = [
      camera('well'),
      camera('dark', { state: 'impaired', fault: 'too-dark' }),
      camera('down', { state: 'impaired', fault: 'black' }),
      camera('put away', { state: 'impaired', fault: 'black', isInService: false }),
    ];
    const entries = faultEntries(cameras, [outage('down', '2026-12-01T08:00:00Z')], []);
    expect(entries.map(({ cameraId, state, code }) => [cameraId, state, code])).toEqual([
      ['down', 'offline', 'connect-timeout'],
      ['dark', 'impaired', 'too-dark'],
    ]);
  });

  it('knows the order that is for it, and where it hangs', () => {
    const order = {
      id: 'o',
      state: 'assigned',
      assignee: '陈工',
      contractor: null,
      isOverdue: false,
      mendedButDown: false,
      cameras: [{ id: 'down' }],
    };
    const cameras = [camera('down', { position: [118.4, 24.7] })];
    const [entry] = faultEntries(cameras, [outage('down', '2026-12-01T08:00:00Z')], [order]);
    expect(entry).toMatchObject({ order: { assignee: '陈工' }, position: [118.4, 24.7] });
  });
});

describe('the list of faults', () => {
  it('has incidents first, then outages by cause, then impaired pictures; oldest first in each', () => {
    const cameras = [camera('dark', { state: 'impaired', fault: 'too-dark' })];
    const outages = [
      outage('young', '2026-12-01T09:00:00Z'),
      outage('old', '2026-12-01T08:00:00Z'),
      outage('of the pole', '2026-12-01T09:30:00Z', { incidentId: 'pole' }),
    ];
    const groups = faultGroups(faultEntries(cameras, outages, []), [incident('pole')], oldestFirst);
    expect(groups.map(({ key, entries }) => [key, entries.map(({ name }) => name)])).toEqual([
      ['pole', ['of the pole']],
      ['offline connect-timeout', ['old', 'young']],
      ['impaired too-dark', ['dark']],
    ]);
  });

  it('has what an incident left behind among the single faults', () => {
    const left = outage('down', '2026-12-01T08:00:00Z', { incidentId: 'over' });
    const [group] = faultGroups(faultEntries([], [left], []), [], oldestFirst);
    expect(group).toMatchObject({ incident: null, code: 'connect-timeout' });
  });
});
