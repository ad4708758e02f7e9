import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a camera shares with its neighbours beside the pole: uplink, recorder and power feed. */
export class Neighbours1764900000000 implements MigrationInterface {
  readonly name = 'Neighbours1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not `addColumn`: on SQLite TypeORM makes the table anew, and dropping the old one takes along what cascades.
    for (const column of ['uplink', 'nvr', 'power_feed']) {
      await runner.query(`ALTER TABLE cameras ADD COLUMN ${column} text`);
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}
