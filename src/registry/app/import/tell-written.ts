import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '../../../platform/events/event-bus.js';
import { CameraChanged, CameraRegistered, GroupsChanged, PlacesChanged } from '../../events.js';
import { RegistryStore } from '../../store/registry.store.js';
import type { ImportNoun } from './import-job.js';
import type { Write } from './planned-row.js';

/** Each event makes other rooms read the camera again: a few at a time, so that requests come through. */
const EVENTS_AT_ONCE = 10;

/** Tells the other rooms, after the commit, what an import has written. */
@Injectable()
export class TellWritten {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async tell(noun: ImportNoun, written: readonly Write[]): Promise<void> {
    if (written.length === 0) return;
    if (noun === 'cameras') await this.publish(written.map((write) => eventOf(write)));
    else if (noun === 'credentials') await this.publish(await this.camerasOf(written));
    else if (noun === 'places') this.events.publish(new PlacesChanged());
    else this.events.publish(new GroupsChanged());
  }

  /** A changed login changes every camera that uses it. */
  private async camerasOf(written: readonly Write[]): Promise<object[]> {
    const events: object[] = [];
    for (const write of written) {
      if (write.kind !== 'update' || !('version' in write.columns)) continue;
      const members = await this.store.cameras.columns(['id'], { credentialId: write.id });
      events.push(...members.map(({ id }) => new CameraChanged(id)));
    }
    return events;
  }

  private async publish(events: readonly object[]): Promise<void> {
    for (const [index, event] of events.entries()) {
      this.events.publish(event);
      if (index % EVENTS_AT_ONCE === EVENTS_AT_ONCE - 1) await setImmediate();
    }
  }
}

function eventOf({ kind, id }: Write): object {
  return kind === 'insert' ? new CameraRegistered(id) : new CameraChanged(id);
}
