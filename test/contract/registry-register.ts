import type { DataSource } from 'typeorm';
import { CurrentActor, VillageScope } from '../../src/access/index.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import type { RoomSchema } from '../../src/platform/database/room-schema.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { fixedKeys } from '../../src/platform/key/key-ring.js';
import { Log } from '../../src/platform/logging/log.js';
import { BuildingsService } from '../../src/registry/app/buildings.service.js';
import { CameraChecks } from '../../src/registry/app/camera-checks.js';
import type { CameraEntry } from '../../src/registry/app/camera-entry.js';
import { CamerasService } from '../../src/registry/app/cameras.service.js';
import { Seal } from '../../src/platform/key/seal.js';
import { CredentialsService } from '../../src/registry/app/credentials.service.js';
import { GroundsReader } from '../../src/registry/app/grounds.reader.js';
import { GroupsService } from '../../src/registry/app/groups.service.js';
import { PlannedCameras } from '../../src/registry/app/planned-cameras.js';
import { CameraFinder } from '../../src/registry/app/camera-finder.js';
import { PlaceChecks } from '../../src/registry/app/place-checks.js';
import { PlacesService } from '../../src/registry/app/places.service.js';
import { RegistryEntryDesk } from '../../src/registry/app/registry-entries.js';
import { RegistryReader } from '../../src/registry/app/registry.reader.js';
import { StaleCheck } from '../../src/registry/app/stale.js';
import { HistoryStore } from '../../src/registry/store/history.store.js';
import type { Camera } from '../../src/registry/domain/camera.js';
import { NO_FILTER } from '../../src/registry/domain/camera-filter.js';
import { CameraIndex } from '../../src/registry/store/camera-index.js';
import { LOCAL_ZONE_ID, type Programme, type Village } from '../../src/registry/domain/groups.js';
import { REGISTER_FIELDS, type RegisterValues } from '../../src/registry/domain/register-columns.js';
import {
  BuildingsChanged,
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  PlacesChanged,
  type Registry,
  type RegistryEntries,
  type RegistryGrounds,
  RegistryStates,
  registrySchema,
} from '../../src/registry/index.js';
import { ChangeBook } from '../../src/registry/store/change-book.js';
import { RegistryStore } from '../../src/registry/store/registry.store.js';
import { type NewDatabase, openNew } from '../databases.js';

export const NOBODY = '019a0000-0000-7000-8000-00000000dead';
export const START = Date.UTC(2026, 0, 1);
export const NOTHING = Object.fromEntries(
  REGISTER_FIELDS.map((field) => [field, null]),
) as unknown as RegisterValues;

/** The room on a real database, with one village, a clock that stands still and all that it tells. */
export class Register {
  readonly store: RegistryStore;
  readonly actors = new CurrentActor();
  readonly clock = new ManualClock(START);
  readonly events: object[] = [];
  readonly states = new RegistryStates();
  readonly finder: CameraFinder;
  readonly cameras: CamerasService;
  readonly entries: RegistryEntries;
  readonly credentials: CredentialsService;
  readonly groups: GroupsService;
  readonly places: PlacesService;
  readonly buildings: BuildingsService;
  readonly grounds: RegistryGrounds;
  readonly registry: Registry;
  villageId = '';

  private constructor(readonly source: DataSource) {
    const ids = new RandomIds();
    const store = (this.store = new RegistryStore(source, new ChangeBook(this.actors, this.clock, ids)));
    const seal = new Seal(fixedKeys(Buffer.alloc(32, 7)));
    const index = new CameraIndex(source, this.actors);
    this.finder = new CameraFinder(index, this.states);
    const stale = new StaleCheck(new HistoryStore(source), this.actors);
    const scope = new VillageScope(this.actors);
    const bus = new EventBus(new Log({ level: 'silent' }));
    for (const kind of [
      CameraRegistered,
      CameraChanged,
      CameraRemoved,
      GroupsChanged,
      PlacesChanged,
      BuildingsChanged,
    ]) {
      bus.on(kind, (event) => void this.events.push(event));
    }
    const checks = new CameraChecks(store, scope);
    this.cameras = new CamerasService(store, this.finder, checks, stale, bus, this.clock, ids, scope);
    const planned = new PlannedCameras(store, checks, bus, this.clock);
    this.entries = new RegistryEntryDesk(store, this.cameras, planned);
    this.credentials = new CredentialsService(store, seal, stale, bus, this.clock, ids);
    this.groups = new GroupsService(store, stale, bus, this.clock, ids, scope);
    this.places = new PlacesService(store, stale, bus, this.clock, ids, scope, new PlaceChecks(store, scope));
    this.buildings = new BuildingsService(store, stale, bus, this.clock, scope, loadConfig({}));
    this.grounds = new GroundsReader(store);
    this.registry = new RegistryReader(store, seal, index, new HistoryStore(source), loadConfig({}));
  }

  /** `others`: the rooms whose tables are there, too. */
  static async open(newDatabase: NewDatabase, others: readonly RoomSchema[] = []): Promise<Register> {
    const register = new Register(await openNew(newDatabase, [registrySchema, ...others]));
    register.villageId = (await register.enterVillage('上坡村')).id;
    register.events.length = 0;
    return register;
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  enterVillage(name: string, code: string | null = null): Promise<Village> {
    return this.groups.villages.enter({ name, code, kind: 'village', boundary: null, isDemonstration: true });
  }

  enterProgramme(name: string, heartbeatIntervalS: number | null = null): Promise<Programme> {
    return this.groups.programmes.enter({
      name,
      heartbeatIntervalS,
      frameIntervalS: null,
      factsIntervalS: null,
    });
  }

  entry(more: Partial<CameraEntry> = {}): CameraEntry {
    return {
      name: '村口',
      deviceCode: null,
      villageId: this.villageId,
      programmeId: null,
      zoneId: LOCAL_ZONE_ID,
      credentialId: null,
      lifecycle: 'in-service',
      siteKind: null,
      isDemonstration: false,
      position: null,
      rawPosition: null,
      customFields: {},
      network: {
        host: '10.1.1.1',
        mac: null,
        onvif: { port: 80, path: '/onvif/device_service', tls: false },
        rtsp: null,
      },
      register: NOTHING,
      ...more,
    };
  }

  async enterNamed(...names: string[]): Promise<Camera[]> {
    const entered = [];
    for (const name of names) entered.push(await this.cameras.enter(this.entry({ name })));
    return entered;
  }

  async namesFor(filter: object): Promise<string[]> {
    const page = await this.cameras.list({ limit: 1_000, cursor: null }, { ...NO_FILTER, ...filter });
    return page.items.map(({ name }) => name);
  }
}

/** How a refusal is called; `done` where there was none. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (cause) {
    if (cause instanceof DomainError) return cause.code;
    throw cause;
  }
}
