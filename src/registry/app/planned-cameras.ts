import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Camera } from '../domain/camera.js';
import { LOCAL_ZONE_ID } from '../domain/groups.js';
import { plannedHost } from '../domain/planned-host.js';
import { emptyRegister } from '../domain/register-columns.js';
import { CameraRegistered } from '../events.js';
import type { PlannedCamera } from '../registry.entries.js';
import { BrokenRule } from '../store/broken-rule.js';
import { newCameraRow } from '../store/camera-mapper.js';
import type { CameraRow } from '../store/rows.js';
import { RegistryStore } from '../store/registry.store.js';
import { CameraChecks } from './camera-checks.js';

/** Cameras that are to be bought become entries, with the checks and the history of every other one. */
@Injectable()
export class PlannedCameras {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CameraChecks) private readonly checks: CameraChecks,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All of them or none, after `first` and in its transaction. */
  async enter(
    cameras: readonly PlannedCamera[],
    first: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    const checked = this.checks.forMany();
    const rows: CameraRow[] = [];
    for (const camera of cameras) rows.push(newCameraRow(await checked(this.entryOf(camera))));
    try {
      await this.store.write(null, async (pens, manager) => {
        await first(manager);
        await pens.cameras.insert(rows);
      });
    } catch (cause) {
      if (!(cause instanceof BrokenRule)) throw cause;
      const message = 'Another change came between, so nothing was entered; try again.';
      throw new DomainError('conflict', 'changed-meanwhile', message, [], { cause });
    }
    for (const { id } of cameras) this.events.publish(new CameraRegistered(id));
  }

  private entryOf({ id, zoneId, register, ...camera }: PlannedCamera): Camera {
    const now = this.clock.now();
    return {
      ...camera,
      id,
      zoneId: zoneId ?? LOCAL_ZONE_ID,
      deviceCode: null,
      credentialId: null,
      lifecycle: 'planned',
      siteKind: null,
      isDemonstration: false,
      rawPosition: null,
      customFields: {},
      network: {
        host: plannedHost(id),
        mac: null,
        onvif: { port: 80, path: '/onvif/device_service', tls: false },
        rtsp: null,
      },
      register: { ...emptyRegister(), ...register },
      observed: null,
      createdAt: now,
      updatedAt: now,
      revision: 1,
    };
  }
}
