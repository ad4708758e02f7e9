import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../../access/index.js';
import type { Camera } from '../../domain/camera.js';
import { findGroup } from '../../../kernel/sheet/find-group.js';
import { exportCells, exportHeaders, type KeyOf, type WrittenCell } from '../../domain/import/write-cells.js';
import { RegistryStore } from '../../store/registry.store.js';

import { CamerasService } from '../cameras.service.js';
import { type Lookups, openLookups } from '../import/lookups.js';

export type ExportFilter = Parameters<CamerasService['list']>[1];

export interface ExportTable {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<{ readonly camera: Camera; readonly cells: readonly WrittenCell[] }>;
}

const PAGE = 200;

/** Cameras as rows of a file, page by page, as the list shows them to whoever asks. */
@Injectable()
export class CameraExport {
  constructor(
    @Inject(CamerasService) private readonly cameras: CamerasService,
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** Reads no further once `signal` says that nobody takes it any more. */
  async open(filter: ExportFilter, signal: AbortSignal): Promise<ExportTable> {
    const lookups = await openLookups(this.store, this.actors.get().villageIds);
    const custom = await this.customNames(filter, signal);
    const keyOf = keysBy(lookups);
    const { cameras } = this;
    async function* rows() {
      for await (const camera of camerasOf(cameras, filter, signal))
        yield { camera, cells: exportCells(camera, custom, keyOf) };
    }
    return { headers: exportHeaders(custom), rows: rows() };
  }

  /** Headers come first, so every camera is looked at for custom fields before the first row goes out. */
  private async customNames(filter: ExportFilter, signal: AbortSignal): Promise<string[]> {
    const names = new Set<string>();
    for await (const camera of camerasOf(this.cameras, filter, signal)) {
      for (const name of Object.keys(camera.customFields)) names.add(name);
    }
    return [...names];
  }
}

async function* camerasOf(
  cameras: CamerasService,
  filter: ExportFilter,
  signal: AbortSignal,
): AsyncGenerator<Camera> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<CamerasService['list']>> = await cameras.list(
      { limit: PAGE, cursor },
      filter,
    );
    yield* page.items;
    cursor = page.nextCursor;
    await setImmediate();
  } while (cursor !== null && !signal.aborted);
}

/** The name where it finds the same group again, else the statistical code or the id. */
function keysBy(lookups: Lookups): KeyOf {
  const keys = new Map<string, string>();
  return (noun, id) => {
    if (id === null) return null;
    const known = keys.get(id);
    if (known !== undefined) return known;
    const group = lookups.groups[noun].find((each) => each.id === id);
    const found = group === undefined ? null : findGroup(group.name, noun, lookups.groups[noun]);
    const key = found?.ok === true && found.value === id ? group!.name : (group?.code ?? id);
    keys.set(id, key);
    return key;
  };
}
