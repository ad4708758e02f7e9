import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { boolean, id, instant, integer, json, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };

/** Searches, the candidates they found, and which search saw which. */
export class Discovery1764000020000 implements MigrationInterface {
  readonly name = 'Discovery1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(searchesTable());
    await runner.createTable(candidatesTable());
    await runner.createTable(sightingsTable());
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function searchesTable(): Table {
  return new Table({
    name: 'searches',
    columns: [
      id(),
      text('zone_id'),
      text('status'),
      json('request'),
      json('progress'),
      text('started_by'),
      instant('started_at'),
      instant('finished_at', OPTIONAL),
      text('failure', OPTIONAL),
    ],
    foreignKeys: [refersTo('searches_zone', 'zone_id', { table: 'zones', onDelete: 'CASCADE' })],
  });
}

function candidatesTable(): Table {
  return new Table({
    name: 'candidates',
    columns: [
      id(),
      text('zone_id'),
      text('key'),
      text('endpoint', OPTIONAL),
      boolean('is_endpoint_shared'),
      text('host'),
      integer('port'),
      text('path'),
      boolean('tls'),
      json('other_hosts'),
      text('found_by'),
      json('types'),
      json('scopes'),
      ...['vendor', 'model', 'firmware', 'serial', 'mac'].map((fact) => text(fact, OPTIONAL)),
      json('greeted', OPTIONAL),
      json('interviewed', OPTIONAL),
      json('trials'),
      text('camera_id', OPTIONAL),
      instant('first_seen_at'),
      instant('last_seen_at'),
      text('search_id'),
    ],
    foreignKeys: [
      refersTo('candidates_zone', 'zone_id', { table: 'zones', onDelete: 'CASCADE' }),
      refersTo('candidates_camera', 'camera_id', { table: 'cameras', onDelete: 'SET NULL' }),
    ],
    indices: [
      { name: 'candidates_key', columnNames: ['zone_id', 'key'], isUnique: true },
      { name: 'candidates_place', columnNames: ['zone_id', 'host', 'port'] },
      { name: 'candidates_by_camera', columnNames: ['camera_id'] },
    ],
  });
}

function sightingsTable(): Table {
  return new Table({
    name: 'candidate_sightings',
    columns: [text('search_id', { isPrimary: true }), text('candidate_id', { isPrimary: true })],
    foreignKeys: [
      refersTo('candidate_sightings_search', 'search_id', { table: 'searches', onDelete: 'CASCADE' }),
      refersTo('candidate_sightings_candidate', 'candidate_id', { table: 'candidates', onDelete: 'CASCADE' }),
    ],
    indices: [{ name: 'candidate_sightings_by_candidate', columnNames: ['candidate_id'] }],
  });
}

function refersTo(
  name: string,
  column: string,
  { table, onDelete }: { readonly table: string; readonly onDelete: 'CASCADE' | 'SET NULL' },
): TableForeignKey {
  return new TableForeignKey({
    name,
    columnNames: [column],
    referencedTableName: table,
    referencedColumnNames: ['id'],
    onDelete,
  });
}
