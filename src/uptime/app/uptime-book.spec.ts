import { array, assert, constantFrom, property, record } from 'fast-check';
import type { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';
import { newStanding } from '../domain/standing.js';

const CAMERAS = ['a', 'b', 'c', 'd'] as const;
const ZONES = ['one', 'other'] as const;
const STATES = ['online', 'offline', 'unknown', 'impaired'] as const;

describe('the sizes of zones', () => {
  it('are those of counting the cameras, whatever enters, changes and leaves', () => {
    const change = record({
      what: constantFrom('enter', 'retire', 'stand', 'leave'),
      cameraId: constantFrom(...CAMERAS),
      zoneId: constantFrom(...ZONES),
      state: constantFrom(...STATES),
    });
    assert(
      property(array(change), (changes) => {
        const book = new UptimeBook({} as MaintenanceBook);
        for (const { what, cameraId, zoneId, state } of changes) {
          const standing = { ...newStanding(0), state };
          const summary = { id: cameraId, ties: { zoneId }, isInService: what === 'enter' };
          if (what === 'leave') book.leave(cameraId);
          else if (what === 'stand') book.stand(cameraId, standing);
          else book.enter(summary as Parameters<UptimeBook['enter']>[0], standing);
        }
        for (const zoneId of ZONES) {
          const here = book
            .standings()
            .filter(({ ties, isInService }) => isInService && ties.zoneId === zoneId);
          const count = (state: string): number =>
            here.filter(({ standing }) => standing.state === state).length;
          expect(book.sizeOf(zoneId)).toEqual({
            inService: here.length,
            offline: count('offline'),
            unknown: count('unknown'),
          });
        }
      }),
    );
  });
});
