import { Inject, Injectable } from '@nestjs/common';
import type { EntryFields, EntryKind } from '../domain/entry-change.js';
import { entryFields, patchOf } from '../domain/entry-fields.js';
import type { Camera } from '../domain/camera.js';
import { emptyRegister } from '../domain/register-columns.js';
import { BuildingsService } from './buildings.service.js';
import { CamerasService } from './cameras.service.js';
import { CredentialsService } from './credentials.service.js';
import { GroupsService } from './groups.service.js';
import { PlacesService } from './places.service.js';
import { refused } from './refusals.js';
import type { Expected } from './stale.js';

interface Dates {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
}

/** What taking a change back needs of an entry, whatever its kind. */
export interface EntryDesk {
  /** A {@link DomainError} of the kind `not-found` where there is none, or none for this actor. */
  get(id: string): Promise<{ readonly revision: number; readonly fields: EntryFields }>;
  change(id: string, fields: EntryFields, expected: Expected): Promise<void>;
  remove(id: string, expected: Expected): Promise<void>;
  restore(dates: Dates, fields: EntryFields): Promise<void>;
}

/** The desks of all kinds: each change that is taken back goes the way of every other change, with its checks. */
@Injectable()
export class EntryDesks {
  private readonly desks: Record<EntryKind, EntryDesk>;

  constructor(
    @Inject(CamerasService) cameras: CamerasService,
    @Inject(CredentialsService) credentials: CredentialsService,
    @Inject(GroupsService) groups: GroupsService,
    @Inject(PlacesService) places: PlacesService,
    @Inject(BuildingsService) buildings: BuildingsService,
  ) {
    this.desks = {
      camera: cameraDesk(cameras),
      credential: credentialDesk(credentials),
      village: groupDesk(groups.villages),
      programme: groupDesk(groups.programmes),
      zone: groupDesk(groups.zones),
      place: groupDesk(places),
      buildings: buildingsDesk(buildings),
    };
  }

  of(kind: EntryKind): EntryDesk {
    return this.desks[kind];
  }
}

function cameraDesk(cameras: CamerasService): EntryDesk {
  return {
    get: async (id) => seen(await cameras.get(id)),
    change: async (id, fields, expected) => void (await cameras.change(id, patchOf(fields), expected)),
    remove: (id, expected) => cameras.remove(id, expected),
    restore: async (dates, fields) => void (await cameras.restore(cameraOf(dates, fields))),
  };
}

/** What was null when the camera went is not in its snapshot, nor is a column that came later. */
function cameraOf(dates: Dates, fields: EntryFields): Camera {
  const { network, register, ...rest } = patchOf(fields) as Record<string, object>;
  const camera = {
    deviceCode: null,
    programmeId: null,
    credentialId: null,
    siteKind: null,
    position: null,
    ...rest,
    ...dates,
    network: { mac: null, onvif: null, rtsp: null, ...network },
    register: { ...emptyRegister(), ...register },
    observed: null,
  };
  return camera as unknown as Camera;
}

/** What groups and places have in common. */
interface Book<T> {
  get(id: string): Promise<T>;
  change(id: string, values: never, expected: Expected): Promise<T>;
  remove(id: string, expected: Expected): Promise<void>;
  restore(entry: T): Promise<T>;
}

function groupDesk<T extends Dates>(book: Book<T>): EntryDesk {
  return {
    get: async (id) => seen(await book.get(id)),
    change: async (id, fields, expected) => void (await book.change(id, patchOf(fields) as never, expected)),
    remove: (id, expected) => book.remove(id, expected),
    restore: async (dates, fields) => void (await book.restore({ ...dates, ...fields } as unknown as T)),
  };
}

function credentialDesk(credentials: CredentialsService): EntryDesk {
  return {
    get: async (id) => {
      const { sealed: _sealed, version: _version, ...plain } = await credentials.get(id);
      return seen(plain);
    },
    change: async (id, fields, expected) => void (await credentials.change(id, fields, expected)),
    remove: (id, expected) => credentials.remove(id, expected),
    restore: async () => {
      const advice = 'the history keeps no passwords; enter the credential anew';
      throw refused('password-not-kept', 'password', advice);
    },
  };
}

function buildingsDesk(buildings: BuildingsService): EntryDesk {
  return {
    get: async (id) => seen(await buildings.get(id)),
    change: refuseToPutBack,
    remove: (id, expected) => buildings.remove(id, expected),
    restore: refuseToPutBack,
  };
}

async function refuseToPutBack(): Promise<never> {
  throw refused('file-not-kept', 'features', 'the history keeps no geometries; PUT the earlier file again');
}

function seen(entry: Dates): { readonly revision: number; readonly fields: EntryFields } {
  return { revision: entry.revision, fields: entryFields(entry) };
}
