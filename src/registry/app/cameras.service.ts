import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Camera } from '../domain/camera.js';
import { forbiddenSite } from '../domain/forbidden-site.js';
import { registeredHost } from '../domain/registered-host.js';
import { CameraChanged, CameraRegistered, CameraRemoved } from '../events.js';
import { toCamera, toCameraRow } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CameraRow } from '../store/rows.js';
import type { Page, PageRequest } from '../store/shelf.js';
import { notFound, refused } from './refusals.js';

export type CameraEntry = Omit<Camera, 'id' | 'observed' | 'createdAt' | 'updatedAt'>;

/** Null filters nothing. */
export interface CameraFilter {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly zoneId: string | null;
  readonly lifecycle: string | null;
}

@Injectable()
export class CamerasService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  async list(request: PageRequest, filter: CameraFilter): Promise<Page<Camera>> {
    const where = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
    const page = await this.store.cameras.page(request, where);
    return { ...page, items: page.items.map((row) => toCamera(row)) };
  }

  async get(id: string): Promise<Camera> {
    const row = await this.store.cameras.find(id);
    return row === null ? notFound('camera', id) : toCamera(row);
  }

  async enter(entry: CameraEntry): Promise<Camera> {
    const now = this.clock.now();
    const camera = {
      ...(await this.checked(entry)),
      id: this.ids.next(),
      observed: null,
      createdAt: now,
      updatedAt: now,
    };
    const row = { ...toCameraRow(camera), ...NOTHING_OBSERVED } as CameraRow;
    if (!(await this.store.cameras.insert(row))) throw await this.duplicateCode(camera.deviceCode);
    this.events.publish(new CameraRegistered(camera.id));
    return camera;
  }

  /** `entry` is the whole entry with the changes in it. */
  async change(id: string, entry: CameraEntry): Promise<Camera> {
    const before = await this.get(id);
    const camera = { ...before, ...(await this.checked(entry)), updatedAt: this.clock.now() };
    if (!(await this.store.cameras.update(id, toCameraRow(camera) as Partial<CameraRow>))) {
      throw await this.duplicateCode(camera.deviceCode);
    }
    this.events.publish(new CameraChanged(id));
    return camera;
  }

  async remove(id: string): Promise<void> {
    await this.get(id);
    await this.store.cameras.remove(id);
    this.events.publish(new CameraRemoved(id));
  }

  /** What the schema cannot know: other entries, the law, and what makes sense together. */
  private async checked(entry: CameraEntry): Promise<CameraEntry> {
    const { store } = this;
    await requireKnown(store.villages, 'villageId', 'village', entry.villageId);
    await requireKnown(store.programmes, 'programmeId', 'programme', entry.programmeId);
    await requireKnown(store.zones, 'zoneId', 'zone', entry.zoneId);
    await requireKnown(store.credentials, 'credentialId', 'credential', entry.credentialId);
    const word = entry.siteKind === null ? null : forbiddenSite(entry.siteKind);
    if (word !== null) {
      const law = `国令第799号 第八条 forbids a camera in such a place (${word}); 禁止在此类场所安装`;
      throw refused('forbidden-site', 'siteKind', law);
    }
    if (entry.network.onvif === null && entry.network.rtsp === null) {
      throw refused(
        'no-way-to-probe',
        'network.onvif',
        'give the ONVIF port, or the RTSP port and path, or both',
      );
    }
    const host = registeredHost(entry.network.host);
    if (!host.ok) throw refused('invalid-host', 'network.host', host.reason);
    return { ...entry, network: { ...entry.network, host: host.host } };
  }

  private async duplicateCode(deviceCode: string | null): Promise<DomainError> {
    const other = await this.store.cameras.findBy({ deviceCode: deviceCode ?? '' });
    const message = `camera ${other?.id} (${other?.name}) already has this device code`;
    return new DomainError('conflict', 'duplicate-device-code', message, [{ path: 'deviceCode', message }]);
  }
}

const NOTHING_OBSERVED = {
  observedVendor: null,
  observedModel: null,
  observedFirmware: null,
  observedSerial: null,
  observedMac: null,
  observedAt: null,
} as const;

async function requireKnown(
  shelf: { find(id: string): Promise<object | null> },
  path: string,
  noun: string,
  id: string | null,
): Promise<void> {
  if (id === null || (await shelf.find(id)) !== null) return;
  throw refused(`unknown-${noun}`, path, `there is no ${noun} with the id ${id}`);
}
