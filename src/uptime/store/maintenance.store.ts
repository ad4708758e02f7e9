import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntitySchema, MoreThanOrEqual } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { LocalDay } from '../domain/local-calendar.js';
import type { MaintenanceScope, MaintenanceWindow } from '../domain/maintenance.js';
import { rolledDays } from './day.store.js';

interface VersionRow extends Omit<MaintenanceWindow, 'scope'> {
  scopeKind: MaintenanceScope['kind'];
  scopeId: string;
}
const instant = (name: string, nullable = false) =>
  ({ name, type: 'bigint', nullable, transformer: instantTransformer }) as const;
export const maintenanceVersions = new EntitySchema<VersionRow>({
  name: 'uptime_maintenance_versions',
  tableName: 'uptime_maintenance_versions',
  columns: {
    versionId: { name: 'version_id', type: 'text', primary: true },
    id: { type: 'text' },
    name: { type: 'text' },
    reason: { type: 'text', nullable: true },
    scopeKind: { name: 'scope_kind', type: 'text' },
    scopeId: { name: 'scope_id', type: 'text' },
    schedule: { type: 'text', transformer: jsonTransformer },
    validFrom: instant('valid_from'),
    validUntil: instant('valid_until', true),
    rewritesPast: { name: 'rewrites_past', type: 'boolean' },
    createdAt: instant('created_at'),
    createdBy: { name: 'created_by', type: 'text' },
  },
});

/** The versions of maintenance windows. */
@Injectable()
export class MaintenanceStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async all(): Promise<readonly MaintenanceWindow[]> {
    const rows = await this.source
      .getRepository(maintenanceVersions)
      .find({ order: { createdAt: 'ASC', versionId: 'ASC' } });
    return rows.map(({ scopeKind, scopeId, ...row }) => ({
      ...row,
      scope: { kind: scopeKind, id: scopeId },
    }));
  }

  /**
   * All of them or none: a version that ends and the one that follows. Where they change what is past, its days are
   * counted anew from `recountFrom` on.
   */
  async keep(versions: readonly MaintenanceWindow[], recountFrom: LocalDay | null): Promise<void> {
    await this.source.transaction(async (manager) => {
      if (recountFrom !== null)
        await manager.getRepository(rolledDays).delete({ day: MoreThanOrEqual(recountFrom) });
      for (const { scope, ...version } of versions) {
        const row = { ...version, scopeKind: scope.kind, scopeId: scope.id };
        await manager.getRepository(maintenanceVersions).upsert(row, ['versionId']);
      }
    });
  }
}
