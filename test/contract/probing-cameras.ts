import type { DataSource } from 'typeorm';
import { writeTo } from '../databases.js';

/** Cameras in service, all in one village. */
export async function enterCameras(source: DataSource, ids: readonly string[]): Promise<void> {
  await writeTo(
    source,
    `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration)
     VALUES ('v', 0, 0, '村', 'village', FALSE) ON CONFLICT DO NOTHING`,
  );
  const [zone] = (await source.query('SELECT id FROM zones')) as { id: string }[];
  const rows = ids.map(
    (id) => `('${id}', 0, 0, '${id}', 'v', '${zone!.id}', 'in-service', FALSE, '127.0.0.1')`,
  );
  await writeTo(
    source,
    `INSERT INTO cameras (id, created_at, updated_at, name, village_id, zone_id, lifecycle, is_demonstration, host)
     VALUES ${rows.join(', ')}`,
  );
}
