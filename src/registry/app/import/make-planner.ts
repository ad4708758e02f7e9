import { In } from 'typeorm';
import type { Ids } from '../../../platform/clock/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { LOCAL_ZONE_ID, type Programme, type Village } from '../../domain/groups.js';
import { townRefusal } from '../../domain/town-login.js';
import { findCameras } from '../../store/find-cameras.js';
import type { RegistryStore } from '../../store/registry.store.js';
import type { Seal } from '../../../platform/key/seal.js';
import { refused } from '../refusals.js';
import { CameraPlanner } from './camera-planner.js';
import { credentialKind, PROGRAMME_KIND, villageKind } from './group-kinds.js';
import { GroupPlanner } from './group-planner.js';
import type { ImportOptions } from './import-job.js';
import { type Lookups, openLookups } from './lookups.js';
import { placeKind } from './place-kind.js';
import type { RowPlanner } from './row-planner.js';

export interface PlannerGround {
  readonly store: RegistryStore;
  readonly seal: Seal;
  readonly ids: Ids;
  readonly now: Instant;
  /** Null for all. */
  readonly villageIds: readonly string[] | null;
  readonly isVillager: boolean;
  readonly isBoundary: (geometry: unknown) => boolean;
  readonly placeGeometry: (geometry: unknown) => object | null;
}

/** A planner for one file, on what the register holds now. */
export async function makePlanner(options: ImportOptions, ground: PlannerGround): Promise<RowPlanner> {
  const { store, ids, now } = ground;
  switch (options.noun) {
    case 'cameras':
      return cameraPlanner(options, ground);
    case 'villages': {
      const standing = (await store.villages.all()) as readonly Village[];
      return new GroupPlanner(villageKind(ground.isBoundary), standing, ids, now);
    }
    case 'programmes':
      return new GroupPlanner(
        PROGRAMME_KIND,
        (await store.programmes.all()) as readonly Programme[],
        ids,
        now,
      );
    case 'credentials':
      return new GroupPlanner(credentialKind(ground.seal), await store.credentials.all(), ids, now);
    case 'places':
      return placesPlanner(ground);
  }
}

async function placesPlanner({ store, ids, now, villageIds, placeGeometry }: PlannerGround) {
  const lookups = await openLookups(store, villageIds);
  const where = villageIds === null ? {} : { villageId: In([...villageIds]) };
  const villageId = onlyOne(villageIds);
  return new GroupPlanner(
    placeKind({ lookups, villageId, placeGeometry }),
    await store.places.all(where),
    ids,
    now,
  );
}

async function cameraPlanner(
  options: ImportOptions,
  { store, ids, now, villageIds, isVillager }: PlannerGround,
): Promise<RowPlanner> {
  if (isVillager && options.credentialId !== null) throw townRefusal('credentialId');
  const lookups = await openLookups(store, villageIds);
  requireKnown(lookups, options);
  return new CameraPlanner({
    lookups,
    system: options.system,
    ids,
    now,
    isVillager,
    isVisible: ({ villageId }) => villageIds === null || villageIds.includes(villageId),
    find: (keys) => findCameras(store, keys),
    defaults: {
      villageId: options.villageId ?? onlyOne(villageIds),
      programmeId: options.programmeId,
      zoneId: options.zoneId ?? LOCAL_ZONE_ID,
      credentialId: options.credentialId,
      onvifPort: options.onvifPort,
    },
  });
}

/** Whoever has one village means that one. */
function onlyOne(villageIds: readonly string[] | null): string | null {
  return villageIds?.length === 1 ? villageIds[0]! : null;
}

function requireKnown({ groups }: Lookups, options: ImportOptions): void {
  for (const noun of ['village', 'programme', 'zone', 'credential'] as const) {
    const id = options[`${noun}Id`];
    if (id === null || groups[noun].some((group) => group.id === id)) continue;
    throw refused(`unknown-${noun}`, `${noun}Id`, `there is no ${noun} with the id ${id}`);
  }
}
