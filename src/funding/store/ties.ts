import type { EntityManager, FindOptionsWhere } from 'typeorm';
import type { BoughtCamera, Ties } from '../domain/bought-camera.js';
import type { Mark } from '../domain/entry.js';
import { boughtCameras, explanations, untiedCameras } from './rows.js';

/** In the order in which they were tied and explained. */
export async function tiesIn(manager: EntityManager, purchaseId: string): Promise<Ties> {
  return {
    cameras: await manager
      .getRepository(boughtCameras)
      .find({ where: { purchaseId }, order: { at: 'ASC', cameraId: 'ASC' } }),
    explanations: await manager
      .getRepository(explanations)
      .find({ where: { purchaseId }, order: { id: 'ASC' } }),
  };
}

/** Takes cameras from a purchase and writes down that they were tied to it; answers how many. */
export async function untieIn(
  manager: EntityManager,
  where: FindOptionsWhere<BoughtCamera>,
  { at, by, reason, nextId }: Mark,
): Promise<number> {
  const tied = await manager.getRepository(boughtCameras).findBy(where);
  for (const { cameraId, purchaseId, at: tiedAt, by: tiedBy } of tied)
    await manager
      .getRepository(untiedCameras)
      .insert({ id: nextId(), cameraId, purchaseId, tiedAt, tiedBy, at, by, reason: reason ?? '' });
  await manager.getRepository(boughtCameras).delete(where);
  return tied.length;
}
