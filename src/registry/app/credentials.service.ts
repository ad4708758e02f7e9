import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraChanged } from '../events.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CredentialRow } from '../store/rows.js';
import type { Page, PageRequest } from '../store/shelf.js';
import { Seal } from '../../platform/key/seal.js';
import { conflict, inUse, notFound } from './refusals.js';
import { type Expected, StaleCheck } from './stale.js';

export interface CredentialEntry {
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** User names and sealed passwords. No method but `loginOf` of the registry's door ever opens a seal. */
@Injectable()
export class CredentialsService {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(Seal) private readonly seal: Seal,
    @Inject(StaleCheck) private readonly stale: StaleCheck,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  list(request: PageRequest): Promise<Page<CredentialRow>> {
    return this.store.credentials.page(request);
  }

  async get(id: string): Promise<CredentialRow> {
    return (await this.store.credentials.find(id)) ?? notFound('credential', id);
  }

  async enter({ name, username, password }: CredentialEntry): Promise<CredentialRow> {
    const [id, now] = [this.ids.next(), this.clock.now()];
    const sealed = this.seal.seal(id, password);
    const row = { id, name, username, sealed, version: 1, createdAt: now, updatedAt: now, revision: 1 };
    if ((await this.store.credentials.insert(row)) === 'duplicate') throw duplicateName();
    return row;
  }

  async change(
    id: string,
    { name, username, password }: Partial<CredentialEntry>,
    expected: Expected = null,
  ): Promise<CredentialRow> {
    const row = await this.get(id);
    const revision = await this.stale.require('credential', row, expected);
    const isNewLogin = username !== undefined || password !== undefined;
    const change: Partial<CredentialRow> = {
      updatedAt: this.clock.now(),
      ...(name === undefined ? {} : { name }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { sealed: this.seal.seal(id, password) }),
      ...(isNewLogin ? { version: row.version + 1 } : {}),
    };
    const written = await this.store.credentials.update(id, change, revision);
    if (written === 'stale') throw await this.stale.refusal('credential', id, expected);
    if (written === 'missing') return notFound('credential', id);
    if (written === 'duplicate') throw duplicateName();
    if (isNewLogin) await this.tellCameras(id);
    return this.get(id);
  }

  async remove(id: string, expected: Expected = null): Promise<void> {
    const revision = await this.stale.require('credential', await this.get(id), expected);
    const written = await this.store.credentials.remove(id, revision);
    if (written === 'stale') throw await this.stale.refusal('credential', id, expected);
    if (written === 'dangling') {
      throw inUse('credential', { camera: await this.store.cameras.count({ credentialId: id }) });
    }
  }

  private async tellCameras(credentialId: string): Promise<void> {
    const members = await this.store.cameras.all({ credentialId });
    for (const { id } of members) this.events.publish(new CameraChanged(id));
  }
}

function duplicateName(): Error {
  return conflict('duplicate-credential-name', 'name', 'another credential already has this name');
}
