import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { LOCAL_ZONE_ID, type Programme, type Village, type Zone } from '../domain/groups.js';
import { GroupsChanged } from '../events.js';
import { RegistryStore } from '../store/registry.store.js';
import type { Page, PageRequest, Shelf } from '../store/shelf.js';
import { conflict, inUse, notFound } from './refusals.js';
import { type Expected, StaleCheck } from './stale.js';

type Entered<T> = Omit<T, 'id' | 'createdAt' | 'updatedAt' | 'revision'>;
type CameraColumn = 'villageId' | 'programmeId' | 'zoneId';

interface Group {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
}

/** What differs between the three kinds of groups: their table, and how a camera names them. */
interface Kind<T extends Group> {
  readonly noun: 'village' | 'programme' | 'zone';
  readonly shelf: Shelf<T>;
  readonly cameraColumn: CameraColumn;
  readonly uniqueField: string;
  /** Ids of the groups that exist for whoever acts; null for all. */
  readonly only: () => readonly string[] | null;
}

const EVERY = (): null => null;

/** Villages, programmes and zones: what cameras are counted in. */
@Injectable()
export class GroupsService {
  readonly villages: GroupBook<Village>;
  readonly programmes: GroupBook<Programme>;
  readonly zones: GroupBook<Zone>;

  constructor(
    @Inject(RegistryStore) store: RegistryStore,
    @Inject(StaleCheck) stale: StaleCheck,
    @Inject(EventBus) events: EventBus,
    @Inject(Clock) clock: Clock,
    @Inject(Ids) ids: Ids,
    @Inject(VillageScope) scope: VillageScope,
  ) {
    const book = <T extends Group>(kind: Kind<T>): GroupBook<T> =>
      new GroupBook(kind, store, stale, events, clock, ids);
    this.villages = book<Village>({
      noun: 'village',
      shelf: store.villages as unknown as Shelf<Village>,
      cameraColumn: 'villageId',
      uniqueField: 'code',
      only: () => scope.only(),
    });
    this.programmes = book<Programme>({
      noun: 'programme',
      shelf: store.programmes as unknown as Shelf<Programme>,
      cameraColumn: 'programmeId',
      uniqueField: 'name',
      only: EVERY,
    });
    this.zones = book<Zone>({
      noun: 'zone',
      shelf: store.zones as unknown as Shelf<Zone>,
      cameraColumn: 'zoneId',
      uniqueField: 'name',
      only: EVERY,
    });
  }
}

/** Enter, read, change and remove the groups of one kind. */
export class GroupBook<T extends Group> {
  constructor(
    private readonly kind: Kind<T>,
    private readonly store: RegistryStore,
    private readonly stale: StaleCheck,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  list(request: PageRequest): Promise<Page<T>> {
    const only = this.kind.only();
    return this.kind.shelf.page(request, only === null ? {} : ({ id: In(only) } as never));
  }

  async get(id: string): Promise<T> {
    const isThere = this.kind.only()?.includes(id) ?? true;
    return (isThere ? await this.kind.shelf.find(id) : null) ?? notFound(this.kind.noun, id);
  }

  async enter(values: Entered<T>): Promise<T> {
    const now = this.clock.now();
    const group = {
      id: this.ids.next(),
      createdAt: now,
      updatedAt: now,
      revision: 1,
      ...values,
    } as unknown as T;
    if ((await this.kind.shelf.insert(group)) === 'duplicate') throw this.duplicate();
    this.events.publish(new GroupsChanged());
    return group;
  }

  async change(id: string, values: Partial<Entered<T>>, expected: Expected = null): Promise<T> {
    const { noun } = this.kind;
    const revision = await this.stale.require(noun, await this.get(id), expected);
    const change = { ...values, updatedAt: this.clock.now() } as unknown as Partial<T>;
    const written = await this.kind.shelf.update(id, change, revision);
    if (written === 'stale') throw await this.stale.refusal(noun, id, expected);
    if (written === 'missing') return notFound(noun, id);
    if (written === 'duplicate') throw this.duplicate();
    this.events.publish(new GroupsChanged());
    return this.get(id);
  }

  async remove(id: string, expected: Expected = null): Promise<void> {
    const revision = await this.stale.require(this.kind.noun, await this.get(id), expected);
    if (id === LOCAL_ZONE_ID) {
      throw new DomainError(
        'conflict',
        'zone-is-built-in',
        'The zone `local` is always there and cannot be removed.',
      );
    }
    // The foreign key decides, so that a camera entered at this moment counts too.
    const written = await this.kind.shelf.remove(id, revision);
    if (written === 'stale') throw await this.stale.refusal(this.kind.noun, id, expected);
    if (written === 'dangling') {
      const camera = await this.store.cameras.count({ [this.kind.cameraColumn]: id });
      const place = this.kind.noun === 'village' ? await this.store.places.count({ villageId: id }) : 0;
      throw inUse(this.kind.noun, { camera, place });
    }
    this.events.publish(new GroupsChanged());
  }

  /** Brings a removed group back under its old id. */
  async restore(group: T): Promise<T> {
    const restored = { ...group, updatedAt: this.clock.now() };
    if ((await this.kind.shelf.insert(restored, 'restored')) === 'duplicate') throw this.duplicate();
    this.events.publish(new GroupsChanged());
    return restored;
  }

  private duplicate(): DomainError {
    const { noun, uniqueField } = this.kind;
    return conflict(
      `duplicate-${noun}-${uniqueField}`,
      uniqueField,
      `another ${noun} already has this ${uniqueField}`,
    );
  }
}
