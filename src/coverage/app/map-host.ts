import { closedGaps } from '../domain/map/closed-gaps.js';
import type { CoverageGrounds, GroundCamera } from '../domain/map/grounds.js';
import { type Status, STATUSES } from '../domain/map/status.js';
import { TownMap } from '../domain/map/town-map.js';
import { drawingOf } from './drawing.js';
import type {
  CoverageSummary,
  MapChange,
  MapQuestion,
  Numbers,
  PlaceNow,
  Question,
  Scope,
  SeenPlace,
  TownToMap,
  VillageNumbers,
} from './map-talk.js';
import { answerPlanning } from './answer-planning.js';
import { isPlanning } from './planning-talk.js';
import { Watchers } from './watchers.js';

/** Maps of programmes and of what is registered that are kept until something changes. */
const MOST_KEPT = 4;

/** The map of the town as it stands, in the thread that holds it: loaded once, then changed camera by camera. */
export class MapHost {
  private map: TownMap;
  private watchers: Watchers;
  private readonly names: Map<string, string>;
  private readonly unwatched: Set<string>;
  private readonly kept = new Map<string, TownMap>();

  constructor({ grounds, names, unwatched }: TownToMap) {
    this.names = new Map(Object.entries(names));
    this.unwatched = new Set(unwatched);
    this.map = TownMap.of(grounds);
    this.watchers = new Watchers(this.map);
  }

  change(changes: readonly MapChange[]): void {
    this.kept.clear();
    let isBeyond = false;
    for (const change of changes) {
      if (change.kind === 'camera') isBeyond = this.put(change) || isBeyond;
      else if (change.kind === 'gone') this.remove(change.cameraId);
      else {
        this.watch(change.cameraId, change.isWatched);
        this.map.setLive(change.cameraId, change.isLive);
      }
    }
    if (isBeyond) this.rebuild();
  }

  summary(): CoverageSummary {
    const { grounds } = this.map;
    const places = this.map.statuses().map((place, at): PlaceNow => {
      const { villageId } = grounds.places[at]!;
      const { placeId, status } = place;
      const isWatched = status !== 'dark' || this.watchers.isWatched(at, this.unwatched);
      return { placeId, villageId, status, isWatched };
    });
    const counts = countsOf(grounds, places);
    const villages = grounds.villages.map(({ id: villageId }) => ({
      villageId,
      places: counts.get(villageId)!.places,
      gapWeight: counts.get(villageId)!.gapWeight,
      ratio: this.map.shares({ level: 'detect', villageId }).seen,
    }));
    return { villages, places };
  }

  answer(question: Question): unknown {
    if (question.kind === 'closed-gaps') return closedGaps(this.map, question.groups);
    return isPlanning(question) ? answerPlanning(this.map, question) : this.answerMap(question);
  }

  private answerMap(question: MapQuestion): unknown {
    const map = this.mapFor(question);
    switch (question.kind) {
      case 'numbers':
        return numbersOf(map, question);
      case 'statuses':
        return statusesOf(map, question);
      case 'places':
        return question.placeIds.flatMap((id): SeenPlace[] => {
          const status = map.status(id);
          return status === undefined ? [] : [{ ...status, seers: map.seers(id) }];
        });
      case 'drawing':
        return drawingOf(map, question, (id) => this.names.get(id) ?? id);
    }
  }

  /** Answers whether the camera hangs beyond the ground, which then is to be made larger. */
  private put({ camera, name, isWatched }: Extract<MapChange, { kind: 'camera' }>): boolean {
    this.names.set(camera.id, name);
    this.watch(camera.id, isWatched);
    this.watchers.forget(camera.id);
    this.map.put(camera);
    this.watchers.add(this.map.entry(camera.id)!);
    const { westM, southM, cellM, columns, rows } = this.map.grid;
    const { eastM, northM } = camera.sight.at;
    const isIn =
      eastM >= westM && eastM < westM + columns * cellM && northM >= southM && northM < southM + rows * cellM;
    return !isIn;
  }

  private remove(cameraId: string): void {
    this.watchers.forget(cameraId);
    this.unwatched.delete(cameraId);
    this.names.delete(cameraId);
    this.map.remove(cameraId);
  }

  private watch(cameraId: string, isWatched: boolean): void {
    if (isWatched) this.unwatched.delete(cameraId);
    else this.unwatched.add(cameraId);
  }

  private rebuild(): void {
    this.map = TownMap.of({ ...this.map.grounds, cameras: this.map.cameras });
    this.watchers = new Watchers(this.map);
  }

  private mapFor({ programmeId, basis }: Scope): TownMap {
    if (programmeId === null && basis === 'live') return this.map;
    const key = `${programmeId ?? ''} ${basis}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const isOf = (camera: GroundCamera): boolean => camera.programmeId === programmeId;
    const map = programmeId === null ? this.map.copy() : this.map.only(isOf);
    if (basis === 'registered') for (const { id } of map.cameras) map.setLive(id, true);
    if (this.kept.size >= MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(key, map);
    return map;
  }
}

function numbersOf(map: TownMap, { level, villageIds }: Extract<MapQuestion, { kind: 'numbers' }>): Numbers {
  const counts = countsOf(map.grounds, statusesOf(map, { villageIds }));
  const villages = map.grounds.villages.filter(({ id }) => villageIds?.includes(id) ?? true);
  return {
    cellM: map.grid.cellM,
    villages: villages.map(({ id: villageId }): VillageNumbers => ({
      villageId,
      ...counts.get(villageId)!,
      area: map.shares({ level, villageId }),
    })),
  };
}

function statusesOf(map: TownMap, { villageIds }: Pick<Scope, 'villageIds'>): readonly PlaceNow[] {
  return map.statuses().flatMap(({ placeId, status }, at) => {
    const { villageId } = map.grounds.places[at]!;
    const isAsked = villageIds?.includes(villageId) ?? true;
    return isAsked ? [{ placeId, villageId, status, isWatched: true }] : [];
  });
}

interface Counts {
  readonly places: Record<Status, number>;
  readonly weights: Record<Status, number>;
  gapWeight: number;
}

function countsOf({ villages, places }: CoverageGrounds, now: readonly PlaceNow[]): Map<string, Counts> {
  const counts = new Map(
    villages.map(({ id }): [string, Counts] => [id, { places: none(), weights: none(), gapWeight: 0 }]),
  );
  const weightOf = new Map(places.map(({ id, weight }) => [id, weight]));
  for (const { placeId, villageId, status } of now) {
    const count = counts.get(villageId);
    if (count === undefined) continue;
    const weight = weightOf.get(placeId) ?? 0;
    count.places[status] += 1;
    count.weights[status] += weight;
    if (status === 'dark' || status === 'uncovered') count.gapWeight += weight;
  }
  return counts;
}

function none(): Record<Status, number> {
  return Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
}
