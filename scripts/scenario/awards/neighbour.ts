import type { AwardsTown } from './awards-town.js';
import { COPIED_MAC, dayOf, ELSEWHERE, RIGHT } from './plan.js';

interface Entry {
  readonly id: string;
}

/**
 * 后蔡村 has money and an invoice of its own, and says that a camera of its neighbour's is what it bought. Answers its
 * purchase, which lies with the town.
 */
export async function claimTwice(
  town: AwardsTown,
  { purchaseId: first, cameraId }: { readonly purchaseId: string; readonly cameraId: string },
): Promise<string> {
  const { neighbour: villageId, findings, zhao, admin } = town;
  const { id: awardId } = await zhao.write<Entry>('awards', { villageId, ...ELSEWHERE });
  const { id } = await zhao.write<Entry>('purchases', {
    villageId,
    boughtOn: dayOf(0),
    supplier: '演示安防',
    lines: [{ what: '400万像素枪机', quantity: 1, unitPriceFen: RIGHT.cameraFen }],
    funding: [{ awardId, parts: 1 }],
  });
  const path = `purchases/${id}/cameras`;
  const foreign = await zhao.refusal('POST', path, { cameraIds: [cameraId] });
  findings.expect('a camera of the neighbour', '422 unknown-camera', `${foreign.status} ${foreign.code}`);

  const entry = await copyEntry(town);
  const claim = { cameraIds: [entry] };
  const toTown = await admin.refusal('POST', path, claim);
  findings.expect('the same device, entered once more', '409 claimed-already', codeOf(toTown));
  findings.expect(
    'the town is told which purchase paid for it',
    `cameraIds.0: is paid for already by the purchase ${first}, as the camera ${cameraId}`,
    toTown.detail,
  );
  const toVillage = await zhao.refusal('POST', path, claim);
  findings.expect('so is the village', '409 claimed-already', codeOf(toVillage));
  findings.expect('which is not told whose it is', false, toVillage.detail.includes(first));
  await approveAlone(town, id);
  return id;
}

/** The MAC of the neighbour's first camera, at an address where nobody is. */
function copyEntry(town: AwardsTown): Promise<string> {
  return town.enter('cameras', {
    name: '后蔡-01 (演示)',
    isDemonstration: true,
    villageId: town.neighbour,
    lifecycle: 'planned',
    network: { host: '127.60.2.1', mac: COPIED_MAC, onvif: { port: 80 } },
  });
}

/** Whoever hands in for a village does not wave through as well. */
async function approveAlone({ chief, zhao, findings }: AwardsTown, id: string): Promise<void> {
  await chief.json('POST', `purchases/${id}/submit`);
  const [same, village] = [
    await chief.refusal('POST', `purchases/${id}/approve`),
    await zhao.refusal('POST', `purchases/${id}/approve`),
  ];
  findings.expect('approved by whoever submitted it', '403 same-person', codeOf(same));
  findings.expect('approved by the village', '403 not-allowed', codeOf(village));
}

const codeOf = ({ status, code }: { readonly status: number; readonly code: string }): string =>
  `${status} ${code}`;
