import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Registry } from '../../registry/index.js';
import type { TimelineEntry, TimelineRequest, TimelineSource } from '../timeline-source.js';

/** What people changed of the camera's entry, as far as whoever asks may read it. */
@Injectable()
export class RegisterSource implements TimelineSource {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  async entries({ cameraId, from, to, after, limit }: TimelineRequest): Promise<readonly TimelineEntry[]> {
    const changes = await this.registry.changesOf(cameraId, {
      villageIds: this.scope.only(),
      from: Math.max(from, after?.at ?? from),
      to,
      limit: limit + (after === null ? 0 : TIES),
    });
    return changes.map(({ id, at, action, field, old, new: value, actorName }) => ({
      at,
      kind: 'register',
      id,
      shown: { action, field, old, new: value, by: actorName },
    }));
  }
}

/** Rows of one instant that may stand before the cursor: one write changes no more fields than a camera has. */
const TIES = 200;
