import { Inject, Injectable } from '@nestjs/common';
import { type Plane, planeAt } from '../../kernel/geography.js';
import { Config } from '../../platform/config/config.js';
import { type PlaceSummary, Registry, RegistryGrounds, type VillageSummary } from '../../registry/index.js';
import { Uptime } from '../../uptime/index.js';
import type { Building } from '../domain/ground/shape.js';
import { isLive } from '../domain/live/is-live.js';
import type { CoverageGrounds, GroundVillage } from '../domain/map/grounds.js';
import {
  type GatheredCamera,
  gatherBuilding,
  gatherCamera,
  gatherPlace,
  gatherVillage,
  planeOf,
} from './gather.js';
import type { MapChange, TownToMap } from './map-talk.js';

/** What the register and probing say of the town, read once and then again where it changed. */
@Injectable()
export class Town {
  readonly cameras = new Map<string, GatheredCamera>();
  places: readonly PlaceSummary[] = [];
  villages: readonly VillageSummary[] = [];
  private plane: Plane = planeAt({ latitudeDeg: 0, longitudeDeg: 0 });
  private boundaries: readonly GroundVillage[] = [];
  private boundaryText = '';
  private readonly buildings = new Map<string, readonly Building[]>();
  private readonly blinding: ReadonlySet<string>;

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(RegistryGrounds) private readonly register: RegistryGrounds,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Config) private readonly config: Pick<Config, 'coverage' | 'pictures'>,
  ) {
    this.blinding = new Set(config.coverage.blindingFaults);
  }

  /** Reads everything, and lays the plane into its middle. */
  async read(): Promise<void> {
    const boundaries = await this.register.villageBoundaries();
    const sights = await this.register.sights();
    const known = boundaries.flatMap(({ boundary }) => boundary ?? []);
    this.plane = planeOf(known, sights, this.config.pictures);
    this.boundaryText = JSON.stringify(boundaries);
    this.boundaries = boundaries.map((village) => gatherVillage(this.plane, village));
    this.villages = await this.registry.villages();
    this.cameras.clear();
    for (const facts of sights)
      this.cameras.set(facts.id, gatherCamera(this.plane, facts, this.isLive(facts.id)));
    this.buildings.clear();
    for (const { villageId, buildings } of await this.register.buildings())
      this.buildings.set(
        villageId,
        buildings.map((building) => gatherBuilding(this.plane, building)),
      );
    await this.readPlaces();
  }

  async readPlaces(): Promise<void> {
    this.places = await this.registry.places();
  }

  async readBuildings(villageId: string): Promise<void> {
    const buildings = await this.register.buildingsOf(villageId);
    this.buildings.set(
      villageId,
      buildings.map((building) => gatherBuilding(this.plane, building)),
    );
  }

  /** Whether a village came, went or has another boundary. */
  async areVillagesOthers(): Promise<boolean> {
    this.villages = await this.registry.villages();
    return JSON.stringify(await this.register.villageBoundaries()) !== this.boundaryText;
  }

  /** Null where nothing changed for the map. */
  async readCamera(cameraId: string): Promise<MapChange | null> {
    const before = this.cameras.get(cameraId)?.ground ?? null;
    const facts = await this.register.sight(cameraId);
    if (facts === null) this.cameras.delete(cameraId);
    const gathered = facts === null ? null : gatherCamera(this.plane, facts, this.isLive(cameraId));
    if (gathered !== null) this.cameras.set(cameraId, gathered);
    const ground = gathered?.ground ?? null;
    if (ground === null) return before === null ? null : { kind: 'gone', cameraId };
    const { name } = gathered!.facts;
    return { kind: 'camera', camera: ground, name, isWatched: this.isWatched(cameraId) };
  }

  /** Takes over what probing says of it now; null where that changed nothing. */
  readState(cameraId: string): MapChange | null {
    const gathered = this.cameras.get(cameraId);
    if (gathered === undefined || gathered.ground === null) return null;
    const ground = { ...gathered.ground, isLive: this.isLive(cameraId) };
    this.cameras.set(cameraId, { ...gathered, ground });
    return { kind: 'state', cameraId, isLive: ground.isLive, isWatched: this.isWatched(cameraId) };
  }

  /** Without places and boundaries there is nothing that could be covered or not. */
  get isEmpty(): boolean {
    return this.places.length === 0 && this.boundaries.every(({ boundary }) => boundary === null);
  }

  grounds(): CoverageGrounds {
    const { cellM, placeShare, minTimeShare } = this.config.coverage;
    return {
      plane: this.plane,
      cellM,
      placeShare,
      minTimeShare,
      cameras: [...this.cameras.values()].flatMap(({ ground }) => ground ?? []),
      places: this.places.map((place) => gatherPlace(this.plane, place)),
      buildings: [...this.buildings.values()].flat(),
      villages: this.boundaries,
    };
  }

  toMap(): TownToMap {
    const cameras = [...this.cameras.values()];
    const named = [...this.places, ...this.villages, ...cameras.map(({ facts }) => facts)];
    return {
      grounds: this.grounds(),
      names: Object.fromEntries(named.map(({ id, name }) => [id, name])),
      unwatched: cameras.flatMap(({ facts: { id } }) => (this.isWatched(id) ? [] : [id])),
    };
  }

  /** A camera out of service is not looked at, and known not to see. */
  private isWatched(cameraId: string): boolean {
    const now = this.uptime.standingOf(cameraId);
    return now === null || !now.isInService || now.standing.state !== 'unknown';
  }

  private isLive(cameraId: string): boolean {
    const now = this.uptime.standingOf(cameraId);
    if (now === null || !now.isInService) return false;
    const { state, fault } = now.standing;
    return isLive({ state, fault: fault?.code ?? null }, this.uptime.lastKnown(cameraId), this.blinding);
  }
}
