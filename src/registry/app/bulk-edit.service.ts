import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CurrentActor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Camera } from '../domain/camera.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { type FieldChange, fieldChanges } from '../domain/entry-change.js';
import { entryFields } from '../domain/entry-fields.js';
import { townField, townRefusal } from '../domain/town-login.js';
import { CameraChanged } from '../events.js';
import { BrokenRule } from '../store/broken-rule.js';
import { changedColumns, toCamera } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import { CameraChecks } from './camera-checks.js';
import { CameraFinder } from './camera-finder.js';
import { type CameraPatch, withPatch } from './camera-entry.js';

/** What would become of one camera: its changes field by field, or why it cannot be changed so. */
export interface BulkEdit {
  readonly camera: { readonly id: string; readonly name: string };
  readonly changes: readonly FieldChange[];
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

export interface BulkOutcome {
  readonly matched: number;
  /** Every camera that is not left as it is. */
  readonly edits: readonly BulkEdit[];
}

/** In one transaction, whose rows wait for nobody meanwhile; more than this is a job for an import. */
const MAX_CAMERAS = 10_000;
const READ_AT_ONCE = 500;

interface Planned {
  readonly before: Camera;
  readonly after: Camera;
  readonly edit: BulkEdit;
}

/** One change of many cameras: seen first, then made for all of them or for none. */
@Injectable()
export class BulkEditService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CameraFinder) private readonly finder: CameraFinder,
    @Inject(CameraChecks) private readonly checks: CameraChecks,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  async preview(filter: CameraFilter, patch: CameraPatch): Promise<BulkOutcome> {
    const { matched, plan } = await this.plan(filter, patch);
    return { matched, edits: plan.map(({ edit }) => edit) };
  }

  async apply(filter: CameraFilter, patch: CameraPatch): Promise<BulkOutcome> {
    const { matched, plan } = await this.plan(filter, patch);
    const problems = plan.filter(({ edit }) => edit.problem !== null);
    if (problems.length > 0) throw refusal(problems.map(({ edit }) => edit));
    await this.write(plan);
    for (const { before } of plan) this.events.publish(new CameraChanged(before.id));
    return { matched, edits: plan.map(({ edit }) => edit) };
  }

  private async plan(filter: CameraFilter, patch: CameraPatch) {
    const ids = await this.finder.ids(filter, { limit: MAX_CAMERAS, cursor: null });
    if (ids.length > MAX_CAMERAS) throw tooMany();
    const check = this.check();
    const plan: Planned[] = [];
    for (let index = 0; index < ids.length; index += READ_AT_ONCE) {
      const rows = await this.store.cameras.all({ id: In(ids.slice(index, index + READ_AT_ONCE)) });
      for (const row of rows) {
        const planned = await plannedEdit(toCamera(row), patch, check);
        if (planned !== null) plan.push(planned);
      }
    }
    return { matched: ids.length, plan };
  }

  /** What the write would refuse, known before it is tried. */
  private check(): Check {
    const checked = this.checks.forMany();
    const isVillager = this.actors.get().role === 'village';
    return async (before, wanted) => {
      const field = isVillager ? townField(before, wanted) : null;
      if (field !== null) throw townRefusal(field);
      return checked(wanted);
    };
  }

  private async write(plan: readonly Planned[]): Promise<void> {
    const updatedAt = this.clock.now();
    const changes = plan.map(({ before, after }) => ({
      id: before.id,
      columns: { ...changedColumns(before, after), updatedAt },
      revision: before.revision,
    }));
    try {
      await this.store.write(null, ({ cameras }) => cameras.update(changes));
    } catch (cause) {
      if (!(cause instanceof BrokenRule)) throw cause;
      const message = 'Another change came between, so nothing was changed; look at the preview again.';
      throw new DomainError('conflict', 'changed-meanwhile', message, [], { cause });
    }
  }
}

type Check = (before: Camera, wanted: Camera) => Promise<Camera>;

/** Null for a camera that is already as it is to be. */
async function plannedEdit(before: Camera, patch: CameraPatch, check: Check): Promise<Planned | null> {
  const wanted = withPatch(before, patch);
  const changes = fieldChanges(entryFields(before), entryFields(wanted));
  if (changes.length === 0) return null;
  const camera = { id: before.id, name: before.name };
  try {
    const after = await check(before, wanted);
    return { before, after, edit: { camera, changes, problem: null } };
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const problem = { code: cause.code, detail: cause.message };
    return { before, after: before, edit: { camera, changes, problem } };
  }
}

function refusal(edits: readonly BulkEdit[]): DomainError {
  const fields = edits.slice(0, 50).map(({ camera, problem }) => ({
    path: camera.id,
    message: `${camera.name}: ${problem!.detail}`,
    code: problem!.code,
  }));
  const count = edits.length === 1 ? '1 camera' : `${edits.length} cameras`;
  const message = `${count} cannot be changed so, so none was; mend the change or narrow the filter. First: ${fields[0]!.message}`;
  return new DomainError('unprocessable', 'bulk-edit-refused', message, fields);
}

function tooMany(): DomainError {
  const message = `filter: it fits more than ${MAX_CAMERAS} cameras; narrow it, for example to a village`;
  return new DomainError('unprocessable', 'too-many-cameras', message, [{ path: 'filter', message }]);
}
