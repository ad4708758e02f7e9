import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { EntryChange } from '../domain/entry-change.js';
import type { ObservedFacts, ProbeTarget } from '../domain/probe-target.js';
import {
  type CameraSummary,
  type ChangesAsked,
  type OpenLogin,
  type PlaceSummary,
  type ProgrammeSummary,
  Registry,
  type VillageCompleteness,
  type VillageSummary,
  type ZoneName,
} from '../registry.facade.js';
import { CameraIndex } from '../store/camera-index.js';
import {
  observedColumns,
  PLACED_COLUMNS,
  TARGET_COLUMNS,
  toCamera,
  toPlaced,
  toProbeTarget,
} from '../store/camera-mapper.js';
import { HistoryStore } from '../store/history.store.js';
import { RegistryStore } from '../store/registry.store.js';
import { Seal } from '../../platform/key/seal.js';

/** The register as other rooms see it. */
@Injectable()
export class RegistryReader extends Registry {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(Seal) private readonly seal: Seal,
    @Inject(CameraIndex) private readonly index: CameraIndex,
    @Inject(HistoryStore) private readonly history: HistoryStore,
    @Inject(Config) private readonly config: Pick<Config, 'quality'>,
  ) {
    super();
  }

  async probeTargets(): Promise<readonly ProbeTarget[]> {
    const [rows, programmes, credentials] = await Promise.all([
      this.store.cameras.columns(TARGET_COLUMNS, { lifecycle: 'in-service' }),
      this.store.programmes.all(),
      this.store.credentials.all(),
    ]);
    const programmeOf = new Map(programmes.map((row) => [row.id, row]));
    const credentialOf = new Map(credentials.map((row) => [row.id, row]));
    return rows.map((row) =>
      toProbeTarget(row, programmeOf.get(row.programmeId ?? ''), credentialOf.get(row.credentialId ?? '')),
    );
  }

  async probeTarget(cameraId: string): Promise<ProbeTarget | null> {
    const row = await this.store.cameras.find(cameraId);
    if (row === null || row.lifecycle !== 'in-service') return null;
    const { programmeId, credentialId } = row;
    const programme = programmeId === null ? null : await this.store.programmes.find(programmeId);
    const credential = credentialId === null ? null : await this.store.credentials.find(credentialId);
    return toProbeTarget(row, programme ?? undefined, credential ?? undefined);
  }

  async loginOf(credentialId: string): Promise<OpenLogin | null> {
    const row = await this.store.credentials.find(credentialId);
    if (row === null) return null;
    const password = this.seal.open(row.id, row.sealed);
    if (password !== null) return { username: row.username, password, version: row.version };
    const message = `The key does not open the credential "${row.name}"; enter its password again or restore the key.`;
    throw new DomainError('unavailable', 'key-does-not-fit', message);
  }

  async recordObserved(cameraId: string, facts: ObservedFacts, at: Instant): Promise<void> {
    const row = await this.store.cameras.find(cameraId);
    if (row === null) return;
    const standing = toCamera(row).observed;
    const observed: ObservedFacts = {
      vendor: facts.vendor ?? standing?.vendor ?? null,
      model: facts.model ?? standing?.model ?? null,
      firmware: facts.firmware ?? standing?.firmware ?? null,
      serial: facts.serial ?? standing?.serial ?? null,
      mac: facts.mac ?? standing?.mac ?? null,
    };
    const keys = Object.keys(observed) as (keyof ObservedFacts)[];
    if (standing !== null && keys.every((key) => observed[key] === standing[key])) return;
    await this.store.cameras.annotate(cameraId, observedColumns(observed, at));
  }

  async cameras(): Promise<readonly CameraSummary[]> {
    return (await this.store.cameras.columns(PLACED_COLUMNS)).map((row) => toSummary(row));
  }

  async camera(cameraId: string): Promise<CameraSummary | null> {
    const row = await this.store.cameras.find(cameraId);
    return row === null ? null : toSummary(row);
  }

  async villages(): Promise<readonly VillageSummary[]> {
    return (await this.store.villages.all()).map(({ id, name, code }) => ({ id, name, code }));
  }

  async hasDemonstration(): Promise<boolean> {
    return (await this.store.villages.all()).some(({ isDemonstration }) => isDemonstration);
  }

  completeness(): Promise<readonly VillageCompleteness[]> {
    return this.index.completeness(this.config.quality.template);
  }

  async places(): Promise<readonly PlaceSummary[]> {
    return this.store.places.columns(['id', 'villageId', 'name', 'kind', 'geometry', 'detail', 'weight']);
  }

  async programmes(): Promise<readonly ProgrammeSummary[]> {
    return (await this.store.programmes.all()).map(({ id, name }) => ({ id, name }));
  }

  changesOf(
    cameraId: string,
    { villageIds, from, to, limit }: ChangesAsked,
  ): Promise<readonly EntryChange[]> {
    const of = { entryKind: 'camera', entryId: cameraId, villageIds } as const;
    return this.history.between(of, [from, to], limit);
  }

  async zones(): Promise<readonly ZoneName[]> {
    return (await this.store.zones.all()).map(({ id, name }) => ({ id, name }));
  }
}

function toSummary(row: Parameters<typeof toPlaced>[0]): CameraSummary {
  return { ...toPlaced(row), isInService: row.lifecycle === 'in-service' };
}
