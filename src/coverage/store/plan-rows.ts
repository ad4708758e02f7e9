import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Plan } from '../domain/plans/plan.js';

const text = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', nullable: true });
const key = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', primary: true });
const json = (name: string): EntitySchemaColumnOptions => ({ ...text(name), transformer: jsonTransformer });
const instant = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'bigint',
  nullable: true,
  transformer: instantTransformer,
});

export type PlanRow = Omit<Plan, 'villageIds'>;

export const plans = new EntitySchema<PlanRow>({
  name: 'plan',
  tableName: 'plans',
  columns: {
    id: key('id'),
    name: text('name'),
    note: text('note'),
    items: json('items'),
    state: text('state'),
    promise: json('promise'),
    promisedAt: instant('promised_at'),
    enteredAt: instant('entered_at'),
    createdBy: text('created_by'),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    revision: { name: 'revision', type: 'integer' },
  },
});

export interface PlanVillageRow {
  readonly planId: string;
  readonly villageId: string;
}

export const planVillages = new EntitySchema<PlanVillageRow>({
  name: 'planVillage',
  tableName: 'plan_villages',
  columns: { planId: key('plan_id'), villageId: key('village_id') },
});
