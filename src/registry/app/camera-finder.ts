import { Inject, Injectable } from '@nestjs/common';
import type { ShownState } from '../../kernel/camera-state.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { RegistryStates } from '../registry.states.js';
import { CameraIndex } from '../store/camera-index.js';
import type { PageRequest } from '../store/shelf.js';

/** `offset`: how many of those that fit are passed over. */
export interface CamerasAsked extends PageRequest {
  readonly offset?: number;
}

/** Up to so many cameras of a state are looked up by their ids; of more, every camera that else fits is held against them. */
const FEW = 2_000;
const LOOKED_UP_AT_ONCE = 500;
const READ_AT_ONCE = 5_000;

/** Finds cameras by what the database knows of them and by the state that they are in now, which it does not. */
@Injectable()
export class CameraFinder {
  constructor(
    @Inject(CameraIndex) private readonly index: CameraIndex,
    @Inject(RegistryStates) private readonly states: RegistryStates,
  ) {}

  /** In the order of ids; one more than the limit where there are more. */
  async ids(filter: CameraFilter, { limit, cursor, offset = 0 }: CamerasAsked): Promise<readonly string[]> {
    if (filter.state === null) return this.index.ids(filter, { limit, cursor, offset });
    const enough = offset + limit + 1;
    const found: string[] = [];
    for await (const ids of this.inState(filter, filter.state, cursor ?? '')) {
      found.push(...ids);
      if (found.length >= enough) break;
    }
    return found.slice(offset, enough);
  }

  async count(filter: CameraFilter): Promise<number> {
    if (filter.state === null) return this.index.count(filter);
    let count = 0;
    for await (const ids of this.inState(filter, filter.state, '')) count += ids.length;
    return count;
  }

  private inState(filter: CameraFilter, state: ShownState, after: string): AsyncGenerator<readonly string[]> {
    const wanted = this.states
      .now()
      .ids(state)
      .filter((id) => id > after);
    return wanted.length <= FEW
      ? this.lookedUp(filter, wanted)
      : this.heldAgainst(filter, new Set(wanted), after);
  }

  private async *lookedUp(filter: CameraFilter, wanted: readonly string[]) {
    for (let first = 0; first < wanted.length; first += LOOKED_UP_AT_ONCE) {
      const among = wanted.slice(first, first + LOOKED_UP_AT_ONCE);
      yield await this.index.ids(filter, { limit: among.length, cursor: null, among });
    }
  }

  private async *heldAgainst(filter: CameraFilter, wanted: ReadonlySet<string>, after: string) {
    let cursor: string | null = after;
    while (cursor !== null) {
      const ids: readonly string[] = await this.index.ids(filter, { limit: READ_AT_ONCE, cursor });
      yield ids.filter((id) => wanted.has(id));
      cursor = ids.length > READ_AT_ONCE ? ids.at(-1)! : null;
    }
  }
}
