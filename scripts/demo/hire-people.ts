import { hire, type Person } from '../scenario/person.js';
import { type ApiClient, listAll } from './api-client.js';

/** The village that the story of the town is about. */
const STORY = '上坡村';

/** Somebody for each of the three doors, and one for all: they sign in to the pages with the same password. */
export async function hirePeople(
  url: string,
  admin: Person,
  api: ApiClient,
  password: string,
): Promise<readonly string[]> {
  const villages = await listAll<{ id: string; name: string }>(api, 'villages');
  const village = villages.find(({ name }) => name === STORY) ?? villages[0]!;
  const people = [
    { name: 'demo-admin', role: 'admin' },
    { name: 'demo-technician', role: 'technician' },
    { name: 'demo-planner', role: 'planner' },
    { name: 'demo-village', role: 'village', villageIds: [village.id] },
  ];
  for (const person of people) await hire(url, admin, { ...person, password });
  return people.map(({ name }) => name);
}
