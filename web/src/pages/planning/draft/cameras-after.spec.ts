import { describe, expect, it } from 'vitest';
import type { ChangeBody } from '../answers.ts';
import { camerasAfter, openingOf, type PlanCamera, signRangeOf } from './cameras-after.ts';
import { itemsOf } from './items.ts';

const HERE = { latitudeDeg: 24.715, longitudeDeg: 118.465 };
const THERE = { latitudeDeg: 24.716, longitudeDeg: 118.466 };
const CAMERA: PlanCamera = {
  id: 'a',
  name: '村口',
  villageId: 'v',
  position: HERE,
  headingDeg: 90,
  horizontalFieldOfViewDeg: null,
  viewDistanceM: null,
  cameraType: '2',
  resolution: '1080P',
  mountHeightM: null,
  tiltDeg: null,
  mark: 'live',
};
const after = (...changes: ChangeBody[]) => camerasAfter([CAMERA], itemsOf(changes));

describe('the cameras of a draft on the map', () => {
  it('hang where they are moved, and look where they are turned', () => {
    const [camera] = after(
      { kind: 'move', cameraId: 'a', position: THERE },
      { kind: 'turn', cameraId: 'a', headingDeg: 180 },
      { kind: 'change-lens', cameraId: 'a', horizontalFieldOfViewDeg: 40, resolution: '4K' },
    );
    expect(camera).toEqual({
      ...CAMERA,
      position: THERE,
      headingDeg: 180,
      horizontalFieldOfViewDeg: 40,
      resolution: '4K',
      mark: 'changed',
    });
  });

  it('hang as high and look as far down as is said, and as before where nothing is', () => {
    const [camera] = after(
      { kind: 'move', cameraId: 'a', position: HERE, mountHeightM: 6 },
      { kind: 'turn', cameraId: 'a', headingDeg: 90, tiltDeg: 30 },
    );
    expect(camera).toEqual({ ...CAMERA, mountHeightM: 6, tiltDeg: 30, mark: 'changed' });
    const hung = { ...CAMERA, mountHeightM: 5, tiltDeg: 20 };
    const moved = itemsOf([
      { kind: 'move', cameraId: 'a', position: THERE },
      { kind: 'turn', cameraId: 'a', headingDeg: 0 },
    ]);
    expect(camerasAfter([hung], moved)[0]).toMatchObject({ mountHeightM: 5, tiltDeg: 20 });
  });

  it('look where they did when they are only moved', () => {
    expect(after({ kind: 'move', cameraId: 'a', position: THERE })[0]).toMatchObject({ headingDeg: 90 });
  });

  it('are marked when they go or are bought, and others are left as they are', () => {
    expect(after({ kind: 'remove', cameraId: 'a' })[0]!.mark).toBe('removed');
    expect(after({ kind: 'remove', cameraId: 'elsewhere' })).toEqual([CAMERA]);
    const [, fresh] = after({ kind: 'buy', name: '新', villageId: 'v', position: THERE, headingDeg: 10 });
    expect(fresh).toMatchObject({ id: 'buy:1', name: '新', position: THERE, headingDeg: 10, mark: 'bought' });
  });

  it('open as wide as is written down, else as is usual for their type, and no sign reaches across the village', () => {
    expect(openingOf(CAMERA)).toBe(90);
    expect(openingOf({ ...CAMERA, horizontalFieldOfViewDeg: 12 })).toBe(12);
    expect(openingOf({ ...CAMERA, cameraType: null })).toBe(68);
    expect([CAMERA, { ...CAMERA, viewDistanceM: 5_000 }].map(signRangeOf)).toEqual([30, 60]);
  });
});
