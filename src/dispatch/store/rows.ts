import { EntitySchema } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Told } from '../domain/told.js';

const text = (name: string, nullable = false) => ({ name, type: 'text', nullable }) as const;

/** What people were told of and that is not over: one row a thread, gone when it is. */
export const threads = new EntitySchema<Told>({
  name: 'dispatch_threads',
  tableName: 'dispatch_threads',
  columns: {
    thread: { type: 'text', primary: true },
    villageId: text('village_id', true),
    level: text('level'),
    name: { ...text('name'), transformer: jsonTransformer },
    inVillages: { ...text('in_villages'), transformer: jsonTransformer },
    toldAt: { name: 'told_at', type: 'bigint', transformer: instantTransformer },
    escalations: { type: 'integer' },
    cause: text('cause', true),
  },
});
