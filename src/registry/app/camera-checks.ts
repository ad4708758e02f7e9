import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import type { Network } from '../domain/camera.js';
import { forbiddenSite } from '../domain/forbidden-site.js';
import { isPlannedHost } from '../domain/planned-host.js';
import { registeredHost } from '../domain/registered-host.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CameraEntry } from './camera-entry.js';
import { refused } from './refusals.js';

interface Lookup {
  find(id: string): Promise<object | null>;
}

type Lookups = Record<'villages' | 'programmes' | 'zones' | 'credentials', Lookup>;

/** What a schema cannot know of a camera: other entries, the law, and what makes sense together. */
@Injectable()
export class CameraChecks {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** The entry as it is kept. Each refusal is a {@link DomainError} that names its field. */
  checked<E extends CameraEntry>(entry: E): Promise<E> {
    const { programmes, zones, credentials } = this.store;
    return checkedWith({ programmes, zones, credentials, villages: this.seenVillages() }, entry);
  }

  /** As {@link checked}, for many entries in a row: each village, programme, zone and credential is asked for once. */
  forMany(): <E extends CameraEntry>(entry: E) => Promise<E> {
    const { programmes, zones, credentials } = this.store;
    const lookups = {
      villages: remembering(this.seenVillages()),
      programmes: remembering(programmes),
      zones: remembering(zones),
      credentials: remembering(credentials),
    };
    return (entry) => checkedWith(lookups, entry);
  }

  /** The villages that exist for whoever acts. */
  private seenVillages(): Lookup {
    const { villages } = this.store;
    return { find: async (id) => (this.scope.allows(id) ? villages.find(id) : null) };
  }
}

async function checkedWith<E extends CameraEntry>(lookups: Lookups, entry: E): Promise<E> {
  refuseForbiddenSite(entry.siteKind);
  const network = checkedNetwork(entry.network);
  refuseWithoutAddress(entry);
  const { villages, programmes, zones, credentials } = lookups;
  await requireKnown(villages, 'village', entry.villageId);
  await requireKnown(programmes, 'programme', entry.programmeId);
  await requireKnown(zones, 'zone', entry.zoneId);
  await requireKnown(credentials, 'credential', entry.credentialId);
  return { ...entry, network };
}

function remembering(lookup: Lookup): Lookup {
  const found = new Map<string, Promise<object | null>>();
  return {
    find: (id) => {
      const known = found.get(id) ?? lookup.find(id);
      found.set(id, known);
      return known;
    },
  };
}

function refuseForbiddenSite(siteKind: string | null): void {
  const word = siteKind === null ? null : forbiddenSite(siteKind);
  if (word === null) return;
  const law = `国令第799号 第八条 forbids a camera inside such a place (${word}); 该类场所内部禁止安装`;
  throw refused('forbidden-site', 'siteKind', law);
}

/** A camera that was planned has no address yet; whoever hung it up knows. */
function refuseWithoutAddress({ lifecycle, network: { host } }: CameraEntry): void {
  if (lifecycle !== 'in-service' || !isPlannedHost(host)) return;
  throw refused(
    'address-not-known',
    'network.host',
    'was only planned; give the address at which the camera is',
  );
}

function checkedNetwork(network: Network): Network {
  if (network.onvif === null && network.rtsp === null) {
    const advice = 'give the ONVIF port, or the RTSP port and path, or both';
    throw refused('no-way-to-probe', 'network.onvif', advice);
  }
  const host = registeredHost(network.host);
  if (!host.ok) throw refused('invalid-host', 'network.host', host.reason);
  return { ...network, host: host.host };
}

async function requireKnown(shelf: Lookup, noun: string, id: string | null): Promise<void> {
  if (id === null || (await shelf.find(id)) !== null) return;
  throw refused(`unknown-${noun}`, `${noun}Id`, `there is no ${noun} with the id ${id}`);
}
