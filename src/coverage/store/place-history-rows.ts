import { EntitySchema } from 'typeorm';
import { instantTransformer } from '../../platform/database/columns.js';
import type { PlaceStanding } from '../domain/history/time-by-standing.js';

export interface PlaceTurnRow {
  id: string;
  placeId: string;
  at: number;
  standing: PlaceStanding;
}
export const placeTurns = new EntitySchema<PlaceTurnRow>({
  name: 'coverage_place_turns',
  tableName: 'coverage_place_turns',
  columns: {
    id: { type: 'text', primary: true },
    placeId: { name: 'place_id', type: 'text' },
    at: { type: 'bigint', transformer: instantTransformer },
    standing: { type: 'text' },
  },
});

/** One row: up to when places were followed. */
export interface CoveragePulseRow {
  id: number;
  aliveAt: number;
}
export const coveragePulse = new EntitySchema<CoveragePulseRow>({
  name: 'coverage_pulse',
  tableName: 'coverage_pulse',
  columns: {
    id: { type: 'integer', primary: true },
    aliveAt: { name: 'alive_at', type: 'bigint', transformer: instantTransformer },
  },
});
