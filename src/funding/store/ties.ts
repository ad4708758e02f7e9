import type { EntityManager, FindOperator, FindOptionsWhere } from 'typeorm';
import type { BoughtCamera, Explanation, Ties } from '../domain/bought-camera.js';
import type { Mark } from '../domain/entry.js';
import { boughtCameras, explanations, untiedCameras } from './rows.js';

const NO_TIES: Ties = { cameras: [], explanations: [] };

/** In the order in which they were tied and explained. */
export async function tiesIn(manager: EntityManager, purchaseId: string): Promise<Ties> {
  return (await tiesOf(manager, purchaseId)).get(purchaseId) ?? NO_TIES;
}

/** The same of several purchases; one without any is not in it. */
export async function tiesOf(
  manager: EntityManager,
  purchaseId: string | FindOperator<string>,
): Promise<ReadonlyMap<string, Ties>> {
  const cameras = await manager
    .getRepository(boughtCameras)
    .find({ where: { purchaseId }, order: { at: 'ASC', cameraId: 'ASC' } });
  const said = await manager
    .getRepository(explanations)
    .find({ where: { purchaseId }, order: { id: 'ASC' } });
  const found = new Map<string, { cameras: BoughtCamera[]; explanations: Explanation[] }>();
  const of = (id: string) => {
    const ties = found.get(id) ?? { cameras: [], explanations: [] };
    found.set(id, ties);
    return ties;
  };
  for (const camera of cameras) of(camera.purchaseId).cameras.push(camera);
  for (const explanation of said) of(explanation.purchaseId).explanations.push(explanation);
  return found;
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
