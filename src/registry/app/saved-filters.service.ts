import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { type SavedFilterRow, SavedFiltersStore } from '../store/saved-filters.store.js';
import { conflict, notFound } from './refusals.js';

const MAX_PER_OWNER = 100;

/** Everybody's own filters: nobody sees another's. */
@Injectable()
export class SavedFiltersService {
  constructor(
    @Inject(SavedFiltersStore) private readonly store: SavedFiltersStore,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  list(): Promise<SavedFilterRow[]> {
    return this.store.of(this.owner());
  }

  async save(name: string, filter: CameraFilter): Promise<SavedFilterRow> {
    const owner = this.owner();
    if ((await this.store.of(owner)).length >= MAX_PER_OWNER) throw tooMany();
    const row = { id: this.ids.next(), owner, name, filter, createdAt: this.clock.now() };
    if ((await this.store.insert(row)) === 'duplicate') {
      throw conflict('duplicate-filter-name', 'name', 'you already have a filter with this name');
    }
    return row;
  }

  async remove(id: string): Promise<void> {
    if (!(await this.store.remove(this.owner(), id))) notFound('filter', id);
  }

  /** The bootstrap token has no id of its own, but only one name. */
  private owner(): string {
    const { kind, id, name } = this.actors.get();
    return `${kind}:${id ?? name}`;
  }
}

function tooMany(): DomainError {
  const message = `You have ${MAX_PER_OWNER} filters already; remove one first.`;
  return new DomainError('conflict', 'too-many-filters', message);
}
