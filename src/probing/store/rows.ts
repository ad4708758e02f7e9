import { EntitySchema } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
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
