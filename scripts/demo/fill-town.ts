import type { Town } from '../../test/farm/index.js';
import { hire, Person } from '../scenario/person.js';
import { apiClient } from './api-client.js';
import { registerFunds } from './register-funds.js';
import { registerGrounds } from './register-grounds.js';
import { registerTown } from './register-town.js';

/** Enters all that the town is into an empty service. Answers which camera of the register is which of the farm. */
export async function fillTown(
  { url, token }: { readonly url: string; readonly token: string },
  town: Town,
  say: (text: string) => void,
): Promise<Map<string, string>> {
  const { cameras, villages, places, buildings } = town;
  const api = apiClient(url, token);
  const farmIds = await registerTown(api, town, (done) => {
    if (done % 100 === 0) say(`registered ${done} of ${cameras.length} cameras`);
  });
  say(`registered ${farmIds.size} cameras in ${villages.length} villages; probing`);
  await registerGrounds(api, town);
  say(`registered ${places.length} places and ${buildings.length} buildings (made up, not surveyed)`);
  const admin = new Person(url, token);
  const other = await hire(url, admin, { name: 'demo-chief', role: 'admin' });
  const purchases = await registerFunds({ admin, other }, town);
  say(`entered awards and ${purchases} purchases of cameras (made up)`);
  return farmIds;
}
