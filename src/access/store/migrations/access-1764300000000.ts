import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  type TableForeignKeyOptions,
} from 'typeorm';
import { boolean, id, instant, integer, text } from '../../../platform/database/columns.js';

const OPTIONAL = { isNullable: true };
const KEY = { isPrimary: true };

/** Users, their sessions and tokens, the villages that each is limited to, and the audit trail with its anchor. */
export class Access1764300000000 implements MigrationInterface {
  readonly name = 'Access1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [users(), sessions(), tokens(), villagesOf('user'), villagesOf('token')])
      await runner.createTable(table);
    await runner.createTable(auditEntries());
    await runner.createTable(
      new Table({
        name: 'audit_anchor',
        columns: [integer('id', KEY), integer('count'), text('head'), text('seal', OPTIONAL)],
      }),
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

const dated = (): TableColumnOptions[] => [id(), instant('created_at'), instant('updated_at')];

function users(): Table {
  return new Table({
    name: 'users',
    columns: [
      ...dated(),
      text('name'),
      text('role'),
      boolean('is_limited'),
      text('password_hash'),
      boolean('has_first_password'),
      boolean('is_disabled'),
    ],
    indices: [{ name: 'users_name', columnNames: ['name'], isUnique: true }],
  });
}

function sessions(): Table {
  return new Table({
    name: 'sessions',
    columns: [text('hash', KEY), text('user_id'), instant('created_at'), instant('used_at')],
    indices: [{ name: 'sessions_user', columnNames: ['user_id'] }],
    foreignKeys: [refersTo('sessions', 'user_id', 'users')],
  });
}

function tokens(): Table {
  return new Table({
    name: 'tokens',
    columns: [
      ...dated(),
      text('name'),
      text('hash'),
      text('role'),
      boolean('is_limited'),
      text('owner_id', OPTIONAL),
      instant('expires_at', OPTIONAL),
      instant('used_at', OPTIONAL),
    ],
    indices: [
      { name: 'tokens_hash', columnNames: ['hash'], isUnique: true },
      { name: 'tokens_owner', columnNames: ['owner_id'] },
    ],
    foreignKeys: [refersTo('tokens', 'owner_id', 'users')],
  });
}

/** A village that is removed limits its people to what is left, and to nothing where it was the last. */
function villagesOf(holder: 'user' | 'token'): Table {
  const name = `${holder}_villages`;
  return new Table({
    name,
    columns: [text('holder_id', KEY), text('village_id', KEY)],
    foreignKeys: [refersTo(name, 'holder_id', `${holder}s`), refersTo(name, 'village_id', 'villages')],
  });
}

function auditEntries(): Table {
  return new Table({
    name: 'audit_entries',
    columns: [
      integer('seq', KEY),
      instant('at'),
      text('actor_kind'),
      text('actor_id', OPTIONAL),
      text('actor_name'),
      text('role', OPTIONAL),
      text('address', OPTIONAL),
      text('action'),
      text('subject', OPTIONAL),
      integer('status'),
      text('reason', OPTIONAL),
      text('hash'),
    ],
    indices: [
      { name: 'audit_entries_at', columnNames: ['at'] },
      { name: 'audit_entries_action', columnNames: ['action'] },
      { name: 'audit_entries_actor', columnNames: ['actor_name'] },
    ],
  });
}

function refersTo(table: string, column: string, other: string): TableForeignKeyOptions {
  return {
    name: `${table}_${column}`,
    columnNames: [column],
    referencedTableName: other,
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  };
}
