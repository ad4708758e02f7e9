import { entryFields } from '../domain/entry-fields.js';
import { townField, townRefusal } from '../domain/town-login.js';
import { indexCameras } from './camera-index.js';
import { toCamera } from './camera-mapper.js';
import type { Subject } from './pen.js';
import {
  type BuildingsRow,
  type CameraRow,
  cameras,
  type CredentialRow,
  credentials,
  type PlaceRow,
  places,
  type ProgrammeRow,
  programmes,
  type VillageRow,
  villageBuildings,
  villages,
  type ZoneRow,
  zones,
} from './rows.js';

/** What the history says of each table's rows. */
export const CAMERA: Subject<CameraRow> = {
  kind: 'camera',
  table: cameras,
  fieldsOf: (row) => entryFields(toCamera(row)),
  villageIdOf: (row) => row.villageId,
  refusal(role, before, after) {
    if (role !== 'village') return null;
    const field = townField(before === null ? null : toCamera(before), toCamera(after));
    return field === null ? null : townRefusal(field);
  },
  follow: indexCameras,
};

export const VILLAGE: Subject<VillageRow> = {
  kind: 'village',
  table: villages,
  fieldsOf: entryFields,
  villageIdOf: (row) => row.id,
};

export const PROGRAMME: Subject<ProgrammeRow> = {
  kind: 'programme',
  table: programmes,
  fieldsOf: entryFields,
  villageIdOf: () => null,
};

export const ZONE: Subject<ZoneRow> = {
  kind: 'zone',
  table: zones,
  fieldsOf: entryFields,
  villageIdOf: () => null,
};

export const PLACE: Subject<PlaceRow> = {
  kind: 'place',
  table: places,
  fieldsOf: entryFields,
  villageIdOf: (row) => row.villageId,
};

/** The history tells one file from another, and doesn't keep them all. */
export const BUILDINGS: Subject<BuildingsRow> = {
  kind: 'buildings',
  table: villageBuildings,
  fieldsOf: ({ buildings, walls, points, digest, isDemonstration }) => ({
    buildings,
    walls,
    points,
    digest,
    isDemonstration,
  }),
  villageIdOf: (row) => row.id,
};

/** The seal stands for the password, whose value the history leaves out; the version only follows from it. */
export const CREDENTIAL: Subject<CredentialRow> = {
  kind: 'credential',
  table: credentials,
  fieldsOf: ({ name, username, sealed }) => ({ name, username, password: sealed }),
  villageIdOf: () => null,
};
