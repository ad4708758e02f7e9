import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Greeted, Interviewed } from '../domain/candidate.js';
import type { LoginTrial } from '../domain/login-trials.js';
import type { SearchProgress, SearchRequest } from '../domain/search.js';

const text = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', nullable: true });
const key = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', primary: true });
const json = (name: string): EntitySchemaColumnOptions => ({ ...text(name), transformer: jsonTransformer });
const whole = (name: string): EntitySchemaColumnOptions => ({ name, type: 'integer', nullable: true });
const flag = (name: string): EntitySchemaColumnOptions => ({ name, type: 'boolean', nullable: true });
const instant = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'bigint',
  nullable: true,
  transformer: instantTransformer,
});

export interface SearchRow {
  id: string;
  zoneId: string;
  status: string;
  request: SearchRequest;
  progress: SearchProgress;
  startedBy: string;
  startedAt: number;
  finishedAt: number | null;
  failure: string | null;
}
export const searches = table<SearchRow>('searches', {
  id: key('id'),
  zoneId: text('zone_id'),
  status: text('status'),
  request: json('request'),
  progress: json('progress'),
  startedBy: text('started_by'),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  failure: text('failure'),
});

export interface CandidateRow {
  id: string;
  zoneId: string;
  key: string;
  endpoint: string | null;
  isEndpointShared: boolean;
  host: string;
  port: number;
  path: string;
  tls: boolean;
  otherHosts: string[];
  foundBy: string;
  types: string[];
  scopes: string[];
  vendor: string | null;
  model: string | null;
  firmware: string | null;
  serial: string | null;
  mac: string | null;
  greeted: Greeted | null;
  interviewed: Interviewed | null;
  trials: LoginTrial[];
  cameraId: string | null;
  firstSeenAt: number;
  lastSeenAt: number;
  searchId: string;
}
export const candidates = table<CandidateRow>('candidates', {
  id: key('id'),
  zoneId: text('zone_id'),
  key: text('key'),
  endpoint: text('endpoint'),
  isEndpointShared: flag('is_endpoint_shared'),
  host: text('host'),
  port: whole('port'),
  path: text('path'),
  tls: flag('tls'),
  otherHosts: json('other_hosts'),
  foundBy: text('found_by'),
  types: json('types'),
  scopes: json('scopes'),
  vendor: text('vendor'),
  model: text('model'),
  firmware: text('firmware'),
  serial: text('serial'),
  mac: text('mac'),
  greeted: json('greeted'),
  interviewed: json('interviewed'),
  trials: json('trials'),
  cameraId: text('camera_id'),
  firstSeenAt: instant('first_seen_at'),
  lastSeenAt: instant('last_seen_at'),
  searchId: text('search_id'),
});

/** Which search saw which candidate. */
export interface SightingRow {
  searchId: string;
  candidateId: string;
}
export const sightings = table<SightingRow>('candidate_sightings', {
  searchId: key('search_id'),
  candidateId: key('candidate_id'),
});

function table<Row extends object>(
  tableName: string,
  columns: Record<string, EntitySchemaColumnOptions>,
): EntitySchema<Row> {
  // The columns are spelled once, as data; the row's interface says the same to the compiler.
  return new EntitySchema<Row>({ name: tableName, tableName, columns: columns as never });
}
