import type { AwardsTown } from './awards-town.js';
import { DARK, FARM, UNITS } from './plan.js';

const PATIENCE_MS = 120_000;

interface Search {
  readonly id: string;
  readonly status: string;
}
interface BulkAnswer {
  readonly summary: object;
  readonly items: readonly {
    readonly host: string;
    readonly camera: { readonly cameraId: string } | null;
    readonly confirmation: { readonly isLive: boolean } | null;
  }[];
}
interface Candidates {
  readonly items: readonly { readonly host: string; readonly serial: string | null }[];
}

/** The cameras that hang in the street, as the register and the boxes know them. */
export interface NewCameras {
  /** By the order of the farm. */
  readonly ids: readonly string[];
  readonly serials: readonly string[];
}

/** The network is searched, and all that is found becomes cameras of the village. */
export async function adoptCameras(town: AwardsTown): Promise<NewCameras> {
  const searchId = await search(town);
  const { items } = await town.technician.get<Candidates>(`candidates?searchId=${searchId}&limit=1000`);
  const serialOf = new Map(items.map(({ host, serial }) => [host, serial]));
  const rule = { network: FARM.network, villageId: town.village, credentialId: town.credentialId };
  const adopted = await town.technician.json<BulkAnswer>('POST', 'candidates/adopt', {
    searchId,
    rules: [rule],
    dryRun: false,
  });
  const dark = DARK.length;
  town.findings.expect(
    'found by a search of the network, and adopted: most with a picture, two planned without one',
    { entered: UNITS, mended: 0, skipped: 0, live: UNITS - dark, planned: dark },
    adopted.summary,
  );
  const hosts = Array.from({ length: UNITS }, (_, index) => `127.60.1.${index + 1}`);
  const idOf = new Map(adopted.items.map(({ host, camera }) => [host, camera?.cameraId ?? '']));
  const ids = hosts.map((host) => idOf.get(host) ?? '');
  // Somebody says that it hangs; the other stays planned.
  await town.technician.json('PATCH', `cameras/${ids[DARK[0] - 1]}`, { lifecycle: 'in-service' });
  return { ids, serials: hosts.map((host) => serialOf.get(host) ?? '') };
}

async function search(town: AwardsTown): Promise<string> {
  const { id } = await town.technician.json<Search>('POST', 'searches', {
    ranges: [FARM.network],
    ports: [FARM.port],
    perSecond: 400,
    credentialIds: [town.credentialId],
  });
  const until = performance.now() + PATIENCE_MS;
  let status = 'running';
  while (status === 'running' && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ status } = await town.technician.get<Search>(`searches/${id}`));
  }
  town.findings.expect('the search', 'done', status);
  return id;
}

interface MatchAnswer {
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, number>>;
}

/** The supplier's list of serials, first only to be looked at: a wrong digit and a line that is there twice. */
export async function tieBySerials(
  town: AwardsTown,
  purchaseId: string,
  { serials }: NewCameras,
): Promise<void> {
  const match = async (list: readonly string[], query = '') => {
    const rows = list.map((serial) => ({ serial }));
    return town.lin.json<MatchAnswer>('POST', `purchases/${purchaseId}/cameras/match${query}`, { rows });
  };
  const none = { matched: 0, ambiguous: 0, claimed: 0, repeated: 0, unknown: 0 };
  const [first, second, ...others] = serials;
  const looked = await match([`${first}0`, second!, second!, ...others], '?dryRun=true');
  town.findings.expect(
    'the list of serials, looked at: a wrong digit, and one twice',
    { dryRun: true, counts: { ...none, matched: UNITS - 1, repeated: 1, unknown: 1 } },
    { dryRun: looked.dryRun, counts: looked.counts },
  );
  const tied = await match(serials);
  town.findings.expect(
    'the list, put right: all tied to the purchase',
    { dryRun: false, counts: { ...none, matched: UNITS } },
    { dryRun: tied.dryRun, counts: tied.counts },
  );
  town.findings.expect(
    'the same list again: all claimed already',
    { ...none, claimed: UNITS },
    (await match(serials)).counts,
  );
}
