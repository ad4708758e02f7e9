import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor, VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Registry } from '../../registry/index.js';
import type { MaintenanceScope } from '../domain/maintenance.js';
import { UptimeBook } from './uptime-book.js';

/** Whose maintenance windows exist for whoever acts, and whose they may write. */
@Injectable()
export class WindowScopes {
  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly villages: VillageScope,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** Everybody sees a zone's: it may be that of their cameras, too. */
  isSeen({ kind, id }: MaintenanceScope): boolean {
    if (kind === 'zone') return true;
    const villageId = kind === 'village' ? id : this.cameras.standingOf(id)?.villageId;
    return villageId === undefined ? this.villages.only() === null : this.villages.allows(villageId);
  }

  /** Refuses what is not there, and a zone to those who are limited to villages. */
  async expectWritable(scope: MaintenanceScope): Promise<void> {
    if (scope.kind === 'zone' && this.villages.only() !== null)
      throw new DomainError(
        'forbidden',
        'whole-town-only',
        'A zone has cameras of all villages; enter a window for your village.',
      );
    if ((await this.isThere(scope)) && this.isSeen(scope)) return;
    const message = `there is no ${scope.kind} with this id`;
    throw new DomainError('unprocessable', 'unknown-reference', `scope.id: ${message}`, [
      { path: 'scope.id', message },
    ]);
  }

  /** Null for what is no camera, or is gone. */
  cameraName({ kind, id }: MaintenanceScope): string | null {
    return kind === 'camera' ? (this.cameras.standingOf(id)?.name ?? null) : null;
  }

  actorName(): string {
    return this.actors.get().name;
  }

  private async isThere({ kind, id }: MaintenanceScope): Promise<boolean> {
    if (kind === 'camera') return (await this.registry.camera(id)) !== null;
    const groups = kind === 'village' ? await this.registry.villages() : await this.registry.zones();
    return groups.some((group) => group.id === id);
  }
}
