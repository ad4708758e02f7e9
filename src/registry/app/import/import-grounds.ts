import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Ids } from '../../../platform/clock/ids.js';
import { Config } from '../../../platform/config/config.js';
import { boundarySchema } from '../../http/boundary.schema.js';
import { placeGeometrySchema } from '../../http/place.schema.js';
import { RegistryStore } from '../../store/registry.store.js';
import { Seal } from '../../../platform/key/seal.js';
import type { ImportJob } from './import-job.js';
import { makePlanner, type PlannerGround } from './make-planner.js';
import type { RowPlanner } from './row-planner.js';
import type { FileLimits } from '../../../platform/sheets/file-refused.js';

const MB = 1_048_576;
/** XML of a sheet unpacks to some ten times its size. */
const UNPACKED = 15;

/** Sets the ground for a file: what the register holds now, who imports, and what is too much. */
@Injectable()
export class ImportGrounds {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(Seal) private readonly seal: Seal,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  get limits(): FileLimits {
    const { maxRows, maxColumns, maxFileMb } = this.config.imports;
    return { maxRows, maxColumns, maxUnpackedBytes: maxFileMb * MB * UNPACKED };
  }

  planner(job: ImportJob): Promise<RowPlanner> {
    const { role, villageIds } = this.actors.get();
    const ground: PlannerGround = {
      store: this.store,
      seal: this.seal,
      ids: this.ids,
      now: this.clock.now(),
      villageIds,
      isVillager: role === 'village',
      isBoundary: (geometry) => boundarySchema.safeParse(geometry).success,
      placeGeometry: (geometry) => placeGeometrySchema.safeParse(geometry).data ?? null,
    };
    return makePlanner(job.options, ground);
  }
}
