import { EntitySchema } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';

export interface ImportRow {
  id: string;
  createdAt: number;
  finishedAt: number | null;
  noun: string;
  fileName: string | null;
  mode: string;
  isDryRun: boolean;
  state: string;
  actorName: string;
  actorId: string | null;
  isVillageBound: boolean;
  summary: object | null;
  problem: string | null;
}

const text = { type: 'text', nullable: true } as const;
const flag = { type: 'boolean', nullable: true } as const;
const instant = { type: 'bigint', nullable: true, transformer: instantTransformer } as const;

export const imports = new EntitySchema<ImportRow>({
  name: 'imports',
  tableName: 'imports',
  columns: {
    id: { type: 'text', primary: true },
    createdAt: { ...instant, name: 'created_at' },
    finishedAt: { ...instant, name: 'finished_at' },
    noun: text,
    fileName: { ...text, name: 'file_name' },
    mode: text,
    isDryRun: { ...flag, name: 'is_dry_run' },
    state: text,
    actorName: { ...text, name: 'actor_name' },
    actorId: { ...text, name: 'actor_id' },
    isVillageBound: { ...flag, name: 'is_village_bound' },
    summary: { ...text, transformer: jsonTransformer },
    problem: text,
  },
});

/** A page of the answer, as JSON text that is sent as it is. */
export interface ImportPageRow {
  id: string;
  importId: string;
  page: number;
  rows: string;
}

export const importPages = new EntitySchema<ImportPageRow>({
  name: 'import_pages',
  tableName: 'import_pages',
  columns: {
    id: { type: 'text', primary: true },
    importId: { ...text, name: 'import_id' },
    page: { type: 'integer', nullable: true },
    rows: text,
  },
});
