import type { Entry } from '../domain/map/answers.js';
import type { TownMap } from '../domain/map/town-map.js';

/** Which cameras count for which place: a dark place is only known to be dark while one of them is looked at. */
export class Watchers {
  private readonly ofPlace: Set<string>[];
  private readonly ofCamera = new Map<string, ReadonlySet<number>>();

  constructor(private readonly map: TownMap) {
    this.ofPlace = map.grounds.places.map(() => new Set());
    for (const { id } of map.cameras) this.add(map.entry(id)!);
  }

  add({ camera, seen, counts }: Entry): void {
    if (!counts) return;
    const { placeOf, detail } = this.map.ground.points;
    const places = new Set<number>();
    for (const mark of seen.points) {
      const place = placeOf[mark >> 2]!;
      if ((mark & 3) >= detail[place]!) places.add(place);
    }
    this.ofCamera.set(camera.id, places);
    for (const place of places) this.ofPlace[place]!.add(camera.id);
  }

  forget(cameraId: string): void {
    for (const place of this.ofCamera.get(cameraId) ?? []) this.ofPlace[place]!.delete(cameraId);
    this.ofCamera.delete(cameraId);
  }

  /** Of a place by its index in the grounds. */
  isWatched(place: number, unwatched: ReadonlySet<string>): boolean {
    for (const cameraId of this.ofPlace[place]!) if (!unwatched.has(cameraId)) return true;
    return false;
  }
}
