import type { EntitySchema, MigrationInterface } from 'typeorm';

/** What a room keeps: its rows and the migrations that make their tables. Exported through the room's door. */
export interface RoomSchema {
  readonly entities: readonly (EntityClass | EntitySchema)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

type EntityClass = new () => object;
