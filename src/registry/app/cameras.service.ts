import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Camera } from '../domain/camera.js';
import { CameraChanged, CameraRegistered, CameraRemoved } from '../events.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { changedColumns, newCameraRow, toCamera } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import type { Page, Written } from '../store/shelf.js';
import { CameraChecks } from './camera-checks.js';
import { type CamerasAsked, CameraFinder } from './camera-finder.js';
import { type CameraEntry, type CameraPatch, withPatch } from './camera-entry.js';
import { conflict, notFound, paidFor } from './refusals.js';
import { type Expected, StaleCheck } from './stale.js';

/** Enter, read, change and remove cameras; each change is told after its commit. */
@Injectable()
export class CamerasService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CameraFinder) private readonly finder: CameraFinder,
    @Inject(CameraChecks) private readonly checks: CameraChecks,
    @Inject(StaleCheck) private readonly stale: StaleCheck,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  async list(request: CamerasAsked, filter: CameraFilter): Promise<Page<Camera>> {
    const found = await this.finder.ids(filter, request);
    const ids = found.slice(0, request.limit);
    const rows = ids.length === 0 ? [] : await this.store.cameras.all({ id: In(ids) });
    return {
      items: rows.map((row) => toCamera(row)),
      nextCursor: found.length > ids.length ? ids.at(-1)! : null,
    };
  }

  count(filter: CameraFilter): Promise<number> {
    return this.finder.count(filter);
  }

  async get(id: string): Promise<Camera> {
    const row = await this.store.cameras.find(id);
    return row === null || !this.scope.allows(row.villageId) ? notFound('camera', id) : toCamera(row);
  }

  async enter(entry: CameraEntry): Promise<Camera> {
    const now = this.clock.now();
    const checked = await this.checks.checked(entry);
    const camera = {
      ...checked,
      id: this.ids.next(),
      observed: null,
      createdAt: now,
      updatedAt: now,
      revision: 1,
    };
    await this.settle(await this.store.cameras.insert(newCameraRow(camera)), camera);
    this.events.publish(new CameraRegistered(camera.id));
    return camera;
  }

  /** Writes the changed columns alone, so that two changes of different fields at once both stay. */
  async change(id: string, patch: CameraPatch, expected: Expected = null): Promise<Camera> {
    const before = await this.get(id);
    const revision = await this.stale.require('camera', before, expected);
    const camera = await this.checks.checked(withPatch(before, patch));
    const columns = changedColumns(before, camera);
    if (Object.keys(columns).length === 0) return before;
    const updatedAt = this.clock.now();
    await this.settle(await this.store.cameras.update(id, { ...columns, updatedAt }, revision), camera);
    this.events.publish(new CameraChanged(id));
    return this.get(id);
  }

  async remove(id: string, expected: Expected = null): Promise<void> {
    const before = await this.get(id);
    const revision = await this.stale.require('camera', before, expected);
    const written = await this.store.cameras.remove(id, revision);
    if (written === 'dangling') throw paidFor();
    await this.settle(written, before);
    this.events.publish(new CameraRemoved(id));
  }

  /** Brings a removed camera back under its old id: checked anew, for villages and laws may have changed meanwhile. */
  async restore(camera: Camera): Promise<Camera> {
    const checked = await this.checks.checked({ ...camera, updatedAt: this.clock.now() });
    await this.settle(await this.store.cameras.insert(newCameraRow(checked), 'restored'), checked);
    this.events.publish(new CameraRegistered(checked.id));
    return checked;
  }

  /** What the database refused although the checks had passed: another change came between. */
  private async settle(written: Written, camera: Camera): Promise<void> {
    if (written === 'written') return;
    if (written === 'stale') throw await this.stale.refusal('camera', camera.id, [camera.revision]);
    if (written === 'missing') notFound('camera', camera.id);
    if (written === 'duplicate') await this.refuseDuplicateCode(camera.deviceCode);
    await this.checks.checked(camera);
    throw new DomainError('conflict', 'changed-meanwhile', 'Another change came between; try again.');
  }

  private async refuseDuplicateCode(deviceCode: string | null): Promise<void> {
    const other = deviceCode === null ? null : await this.store.cameras.findBy({ deviceCode });
    if (other === null) return;
    const which = this.scope.allows(other.villageId)
      ? `camera ${other.id} (${other.name})`
      : 'a camera of another village';
    throw conflict('duplicate-device-code', 'deviceCode', `${which} already has this device code`);
  }
}
