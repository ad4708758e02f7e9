import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Place, PlaceKind, PlaceWarning } from '../domain/place.js';
import { PlacesChanged } from '../events.js';
import { RegistryStore } from '../store/registry.store.js';
import type { Page, PageRequest, Written } from '../store/shelf.js';
import { conflict, notFound } from './refusals.js';
import { PlaceChecks } from './place-checks.js';
import { type Expected, StaleCheck } from './stale.js';

/** What people write of a place. */
export type PlaceEntry = Omit<Place, 'id' | 'createdAt' | 'updatedAt' | 'revision'>;

/** What was noticed is said once, with the answer to the write; absent where there was nothing. */
export type PlaceTold = Place & { readonly warnings?: readonly PlaceWarning[] };

/** Null for any. */
export interface PlaceFilter {
  readonly villageId: string | null;
  readonly kind: PlaceKind | null;
}

/** Enter, read, change and remove places. Those of other villages do not exist for whoever is limited to some. */
@Injectable()
export class PlacesService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(StaleCheck) private readonly stale: StaleCheck,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(PlaceChecks) private readonly checks: PlaceChecks,
  ) {}

  list(request: PageRequest, { villageId, kind }: PlaceFilter): Promise<Page<Place>> {
    const villageIds = this.scope.narrow(villageId);
    const where = {
      ...(villageIds === null ? {} : { villageId: In([...villageIds]) }),
      ...(kind === null ? {} : { kind }),
    };
    return this.store.places.page(request, where);
  }

  async get(id: string): Promise<Place> {
    const row = await this.store.places.find(id);
    return row === null || !this.scope.allows(row.villageId) ? notFound('place', id) : row;
  }

  async enter(entry: PlaceEntry): Promise<PlaceTold> {
    const { geometry, warnings } = await this.checks.checked(entry);
    const now = this.clock.now();
    const dates = { id: this.ids.next(), createdAt: now, updatedAt: now, revision: 1 };
    const place: Place = { ...dates, ...entry, geometry };
    await this.settle(await this.store.places.insert(place), place, null);
    return told(place, warnings);
  }

  /** Writes the given columns alone, so that two changes of different fields at once both stay. */
  async change(id: string, patch: Partial<PlaceEntry>, expected: Expected = null): Promise<PlaceTold> {
    const before = await this.get(id);
    const revision = await this.stale.require('place', before, expected);
    const isMoved = patch.villageId !== undefined || patch.geometry !== undefined;
    const checked = isMoved ? await this.checks.checked({ ...before, ...patch }) : null;
    const drawn = patch.geometry === undefined || checked === null ? {} : { geometry: checked.geometry };
    const columns = { ...patch, ...drawn, updatedAt: this.clock.now() };
    const written = await this.store.places.update(id, columns, revision);
    await this.settle(written, { ...before, ...patch }, expected);
    return told(await this.get(id), checked?.warnings ?? []);
  }

  async remove(id: string, expected: Expected = null): Promise<void> {
    const before = await this.get(id);
    const revision = await this.stale.require('place', before, expected);
    await this.settle(await this.store.places.remove(id, revision), before, expected);
  }

  /** Brings a removed place back under its old id, if its village is still there. */
  async restore(place: Place): Promise<Place> {
    await this.checks.requireVillage(place.villageId);
    const restored = { ...place, updatedAt: this.clock.now() };
    await this.settle(await this.store.places.insert(restored, 'restored'), restored, null);
    return restored;
  }

  private async settle(written: Written, { id, villageId }: Place, expected: Expected): Promise<void> {
    if (written === 'stale') throw await this.stale.refusal('place', id, expected);
    if (written === 'missing') notFound('place', id);
    if (written === 'duplicate')
      throw conflict('duplicate-place-name', 'name', 'another place of this village already has this name');
    if (written === 'dangling') {
      await this.checks.requireVillage(villageId);
      throw new DomainError('conflict', 'changed-meanwhile', 'Another change came between; try again.');
    }
    this.events.publish(new PlacesChanged());
  }
}

function told(place: Place, warnings: readonly PlaceWarning[]): PlaceTold {
  return warnings.length === 0 ? place : { ...place, warnings };
}
