import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Registry, type VillageSummary } from '../../registry/index.js';
import { refusal } from './refusals.js';

/** Villages as they exist for whoever acts. */
@Injectable()
export class Villages {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Refuses, in a body, a village that is not there. */
  async expectNamed(villageId: string): Promise<void> {
    const known = (await this.registry.villages()).some(({ id }) => id === villageId);
    if (known && this.scope.allows(villageId)) return;
    throw refusal('villageId', 'unknown-village', 'there is no village with this id');
  }

  /** Refuses, in a path, a village that is not there. */
  async expect(villageId: string): Promise<void> {
    this.scope.expect(villageId, await this.registry.villages());
  }

  async mine(villageId: string | null): Promise<readonly VillageSummary[]> {
    const ids = this.scope.narrow(villageId);
    return (await this.registry.villages()).filter(({ id }) => ids === null || ids.includes(id));
  }

  allows(villageId: string): boolean {
    return this.scope.allows(villageId);
  }

  narrow(villageId: string | null): readonly string[] | null {
    return this.scope.narrow(villageId);
  }
}
