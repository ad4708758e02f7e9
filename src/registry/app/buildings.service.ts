import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { VillageBuildings } from '../domain/buildings.js';
import { BuildingsChanged } from '../events.js';
import type { ReadBuildings } from '../files/buildings-collection.js';
import { readBuildingsFile } from '../files/read-buildings-file.js';
import { RegistryStore } from '../store/registry.store.js';
import type { VillageRow } from '../store/rows.js';
import type { Written } from '../store/shelf.js';
import { notFound } from './refusals.js';
import { type Expected, StaleCheck } from './stale.js';

/** How far beyond a village's boundary its buildings may stand, degrees: some 2 km. */
const MARGIN_DEG = 0.02;
/** Files that are read at once: each takes a thread and its memory. */
const AT_ONCE = 2;

const SUMMARY = [
  'id',
  'buildings',
  'walls',
  'points',
  'digest',
  'isDemonstration',
  'createdAt',
  'updatedAt',
  'revision',
] as const;

/** The buildings and walls of a village, written as a whole. */
@Injectable()
export class BuildingsService implements OnModuleInit {
  /** Where uploads wait until they are read. */
  readonly folder: string;
  private reading = 0;

  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(StaleCheck) private readonly stale: StaleCheck,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Config) config: Pick<Config, 'dataDir'>,
  ) {
    this.folder = join(config.dataDir, 'buildings');
  }

  /** What a service that was killed has left. */
  onModuleInit(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async get(villageId: string): Promise<VillageBuildings> {
    const village = await this.village(villageId);
    const [found] = await this.store.buildings.columns(SUMMARY, { id: villageId });
    if (found !== undefined) return found;
    const message = `No buildings are registered for ${village.name}; PUT a GeoJSON FeatureCollection of them.`;
    throw new DomainError('not-found', 'no-buildings', message);
  }

  /** The FeatureCollection as text, with the entry that it belongs to. */
  async features(villageId: string): Promise<{ entry: VillageBuildings; text: string }> {
    const entry = await this.get(villageId);
    const [found] = await this.store.buildings.columns(['features'], { id: villageId });
    return { entry, text: found?.features ?? (notFound('village', villageId) as never) };
  }

  /** Before a file is received: whether there is room for it, and a village. */
  async expect(villageId: string, expected: Expected): Promise<void> {
    await this.village(villageId);
    if (this.reading >= AT_ONCE) {
      const message = 'Other files of buildings are being read; try again in a moment.';
      throw new DomainError('unavailable', 'busy-reading', message, [], { retryAfterS: 5 });
    }
    if (expected !== null) await this.stale.require('buildings', await this.get(villageId), expected);
  }

  /** Takes the file and removes it. */
  async put(villageId: string, path: string, expected: Expected) {
    const village = await this.village(villageId);
    this.reading += 1;
    try {
      const { name, code, boundary } = village;
      const read = await readBuildingsFile(path, { name, code, boundary, marginDeg: MARGIN_DEG });
      if (read.kind === 'refused') throw refusalOf(read);
      return { entry: await this.write(villageId, read, expected), warnings: read.warnings };
    } finally {
      this.reading -= 1;
      rmSync(path, { force: true });
    }
  }

  async remove(villageId: string, expected: Expected = null): Promise<void> {
    const revision = await this.stale.require('buildings', await this.get(villageId), expected);
    await this.settle(await this.store.buildings.remove(villageId, revision), villageId, expected);
  }

  private async write(villageId: string, read: Extract<ReadBuildings, { kind: 'read' }>, expected: Expected) {
    const { text: features, buildings, walls, points, digest, isDemonstration } = read;
    const now = this.clock.now();
    const columns = { features, buildings, walls, points, digest, isDemonstration, updatedAt: now };
    const [standing] = await this.store.buildings.columns(SUMMARY, { id: villageId });
    const written =
      standing === undefined
        ? await this.store.buildings.insert({ ...columns, id: villageId, createdAt: now, revision: 1 })
        : await this.store.buildings.update(
            villageId,
            columns,
            await this.stale.require('buildings', standing, expected),
          );
    await this.settle(written, villageId, expected);
    return this.get(villageId);
  }

  private async settle(written: Written, villageId: string, expected: Expected): Promise<void> {
    if (written === 'stale') throw await this.stale.refusal('buildings', villageId, expected);
    if (written === 'dangling') notFound('village', villageId);
    if (written !== 'written')
      throw new DomainError('conflict', 'changed-meanwhile', 'Another change came between; try again.');
    this.events.publish(new BuildingsChanged(villageId));
  }

  private async village(id: string): Promise<VillageRow> {
    return (this.scope.allows(id) ? await this.store.villages.find(id) : null) ?? notFound('village', id);
  }
}

function refusalOf({ code, faults }: Extract<ReadBuildings, { kind: 'refused' }>): DomainError {
  const [first] = faults;
  const message = first?.path ? `${first.path}: ${first.message}` : (first?.message ?? code);
  const kind = code === 'invalid-request' || code === 'broken-json' ? 'invalid' : 'unprocessable';
  return new DomainError(
    kind,
    code,
    message,
    faults.filter(({ path }) => path !== ''),
  );
}
