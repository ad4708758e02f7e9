import { EntitySchema } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { PictureOverrides } from '../domain/picture-limits.js';
import type { ProbeMemory } from '../domain/probe-memory.js';

export interface MemoryRow {
  cameraId: string;
  memory: ProbeMemory;
  updatedAt: number;
}
export const memories = new EntitySchema<MemoryRow>({
  name: 'probe_memories',
  tableName: 'probe_memories',
  columns: {
    cameraId: { name: 'camera_id', type: 'text', primary: true },
    memory: { type: 'text', transformer: jsonTransformer },
    updatedAt: { name: 'updated_at', type: 'bigint', transformer: instantTransformer },
  },
});

export interface PictureChoiceRow {
  id: string;
  cameraId: string;
  at: number;
  by: string;
  reason: string;
  checks: PictureOverrides;
}
export const pictureChoices = new EntitySchema<PictureChoiceRow>({
  name: 'picture_choices',
  tableName: 'picture_choices',
  columns: {
    id: { type: 'text', primary: true },
    cameraId: { name: 'camera_id', type: 'text' },
    at: { type: 'bigint', transformer: instantTransformer },
    by: { name: 'by_whom', type: 'text' },
    reason: { type: 'text' },
    checks: { type: 'text', transformer: jsonTransformer },
  },
});
