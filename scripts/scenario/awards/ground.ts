import { cameraBody, CAMERAS, PLACES, VILLAGE } from '../gaps/street.js';
import type { AwardsTown } from './awards-town.js';
import type { NewCameras } from './cameras.js';
import { FARM } from './plan.js';

/** Two of the new cameras hang where others of the street do, and between them see these. */
const HUNG = CAMERAS.filter(({ key }) => key !== '村口北');
export const PLACES_SEEN = PLACES.filter(({ seenBy }) => seenBy.some((key) => key !== '村口北')).length;

/** Says where the village ends, what must be seen in it, and where two of the new cameras look. */
export async function surveyGround(town: AwardsTown, { ids }: NewCameras): Promise<void> {
  const villageId = town.village;
  await town.admin.json('PATCH', `villages/${villageId}`, { boundary: VILLAGE.boundary });
  for (const { name, kind, detail, weight, geometry } of PLACES)
    await town.enter('places', { name, kind, detail, weight, geometry, villageId, isDemonstration: true });
  for (const [index, camera] of HUNG.entries()) {
    const { position, register } = cameraBody(camera, FARM.port) as Record<string, object>;
    await town.technician.json('PATCH', `cameras/${ids[index]}`, { position, register });
  }
}
