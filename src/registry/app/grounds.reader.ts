import { Inject, Injectable } from '@nestjs/common';
import type { Building } from '../domain/buildings.js';
import type { Lifecycle } from '../domain/camera.js';
import {
  type BuildingsOfVillage,
  type CameraSightFacts,
  RegistryGrounds,
  SIGHT_FIELDS,
  type VillageBoundary,
} from '../registry.grounds.js';
import { PLACED_COLUMNS, toPlaced } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CameraRow } from '../store/rows.js';

@Injectable()
export class GroundsReader extends RegistryGrounds {
  constructor(@Inject(RegistryStore) private readonly store: RegistryStore) {
    super();
  }

  async sights(): Promise<readonly CameraSightFacts[]> {
    return (await this.store.cameras.columns(SIGHT_COLUMNS)).map((row) => toSightFacts(row));
  }

  async sight(cameraId: string): Promise<CameraSightFacts | null> {
    const [row] = await this.store.cameras.columns(SIGHT_COLUMNS, { id: cameraId });
    return row === undefined ? null : toSightFacts(row);
  }

  async buildings(): Promise<readonly BuildingsOfVillage[]> {
    const rows = await this.store.buildings.columns(['id', 'features']);
    return rows.map(({ id, features }) => ({ villageId: id, buildings: toBuildings(features) }));
  }

  async buildingsOf(villageId: string): Promise<readonly Building[]> {
    const [row] = await this.store.buildings.columns(['features'], { id: villageId });
    return row === undefined ? [] : toBuildings(row.features);
  }

  async villageBoundaries(): Promise<readonly VillageBoundary[]> {
    const rows = await this.store.villages.columns(['id', 'boundary']);
    return rows.map(({ id, boundary }) => ({ villageId: id, boundary }));
  }
}

const SIGHT_COLUMNS = [...PLACED_COLUMNS, ...SIGHT_FIELDS] as const;

function toSightFacts(row: Pick<CameraRow, (typeof SIGHT_COLUMNS)[number]>): CameraSightFacts {
  const register = Object.fromEntries(SIGHT_FIELDS.map((field) => [field, row[field]])) as never;
  return { ...toPlaced(row), lifecycle: row.lifecycle as Lifecycle, register };
}

/** As the file of buildings is kept. */
function toBuildings(features: string): readonly Building[] {
  const { features: all } = JSON.parse(features) as {
    features: { geometry: Building['geometry']; properties: { heightM: number } }[];
  };
  return all.map(({ geometry, properties: { heightM } }) => ({ geometry, heightM }));
}
