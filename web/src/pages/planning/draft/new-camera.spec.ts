import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { newCamera } from './new-camera.ts';

const ground = (west: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 0],
      [west + 1, 0],
      [west + 1, 1],
      [west, 1],
      [west, 0],
    ],
  ],
});
const VILLAGES = [
  { id: 'east', name: '东', boundary: ground(5) },
  { id: 'west', name: '西', boundary: ground(0) },
];
const at = (longitudeDeg: number) => ({ latitudeDeg: 0.5, longitudeDeg });
const villageAt = (deg: number, lookedAt: string | null = null) =>
  newCamera(at(deg), VILLAGES, lookedAt, '新')?.villageId;

describe('a camera that is put on the map', () => {
  it('belongs to the village whose ground it hangs on, whichever is looked at', () => {
    expect(villageAt(0.5, 'east')).toBe('west');
    expect(villageAt(5.5)).toBe('east');
  });

  it('belongs to the village that is looked at where it hangs on the ground of none', () => {
    expect(villageAt(3, 'west')).toBe('west');
    expect(villageAt(3)).toBe('east');
  });

  it('cannot be bought where there is no village', () => {
    expect(newCamera(at(0), [], null, '新')).toBeNull();
  });
});
