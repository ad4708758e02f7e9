import { DAY_MS } from '../../src/kernel/instant.js';
import type { Town } from '../../test/farm/index.js';
import type { Person } from '../scenario/person.js';
import { listAll } from './api-client.js';

/** Made up, as the amounts: five stars are what one village was given, and fewer are that much less. */
const FEN_PER_STAR = 2_853_940;
const OWN_FEN = 5_000_000;
const SUPPLIERS = ['演示安防一', '演示安防二', '演示安防三'];
/** What paid for the cameras that villages account for; those of 智能天网 are theirs to enter yet. */
const PROGRAMME = '雪亮工程';
const NOTE = '演示数据';
/** How far the purchases of one village after the other are. */
const STEPS = [[], ['submit'], ['submit', 'approve'], ['submit', 'approve', 'publicise']] as const;

interface Entry {
  readonly id: string;
}
interface Named extends Entry {
  readonly name: string;
}
interface Camera extends Entry {
  readonly villageId: string;
}

/** Who hands in and who approves: the town has two pairs of eyes. */
export interface Officials {
  readonly admin: Person;
  readonly other: Person;
}

/**
 * Enters what each village was awarded and bought of it: its cameras of 雪亮工程, which stand in the register already. In
 * every third village two of them never came. Answers how many purchases there are.
 */
export async function registerFunds(officials: Officials, town: Town): Promise<number> {
  const { admin } = officials;
  const villages = await listAll<Named>(admin, 'villages');
  const programme = (await listAll<Named>(admin, 'programmes')).find(({ name }) => name === PROGRAMME)!;
  const cameras = await listAll<Camera>(admin, `cameras?programmeId=${programme.id}`);
  for (const [index, { name }] of town.villages.entries()) {
    const { id } = villages.find((village) => village.name === name)!;
    const bought = cameras.filter(({ villageId }) => villageId === id);
    await registerVillage(officials, id, { index, cameras: bought });
  }
  return town.villages.length;
}

async function registerVillage(
  officials: Officials,
  villageId: string,
  { index, cameras }: { readonly index: number; readonly cameras: readonly Camera[] },
): Promise<void> {
  const { admin } = officials;
  const awardIds = await enterAwards(admin, villageId, 1 + (index % 5));
  const { id } = await admin.write<Entry>('purchases', {
    villageId,
    boughtOn: daysAgo(40),
    supplier: SUPPLIERS[index % SUPPLIERS.length],
    invoiceNumber: `演示-${index + 1}`,
    note: NOTE,
    lines: [
      { what: '400万像素枪机', quantity: cameras.length, unitPriceFen: 328_000, warrantyMonths: 24 },
      { what: '硬盘录像机', quantity: 1, unitPriceFen: 865_050, isCamera: false },
    ],
    funding: awardIds.map((awardId, place) => ({ awardId, parts: place === 0 ? 6 : 4 })),
  });
  const came = index % 3 === 2 ? cameras.slice(2) : cameras;
  await admin.json('POST', `purchases/${id}/cameras`, { cameraIds: came.map((camera) => camera.id) });
  await goOn(officials, id, STEPS[index % STEPS.length]!);
}

async function enterAwards(admin: Person, villageId: string, starLevel: number): Promise<string[]> {
  const year = new Date().getUTCFullYear() - 1;
  const star = { kind: 'star', starLevel, amountFen: starLevel * FEN_PER_STAR };
  const own = { kind: 'collective', amountFen: OWN_FEN };
  const ids: string[] = [];
  for (const source of [star, own]) {
    const award = {
      villageId,
      year,
      receivedOn: daysAgo(60),
      documentNumber: `演示〔${year}〕1号`,
      ...source,
    };
    ids.push((await admin.write<Entry>('awards', { ...award, note: NOTE })).id);
  }
  return ids;
}

async function goOn({ admin, other }: Officials, id: string, steps: readonly string[]): Promise<void> {
  const path = `purchases/${id}`;
  if (steps.includes('submit')) await admin.json('POST', `${path}/submit`);
  if (steps.includes('approve')) await other.json('POST', `${path}/approve`);
  const dates = { from: daysAgo(-1), to: daysAgo(-8) };
  if (steps.includes('publicise')) await admin.json('POST', `${path}/publicise`, dates);
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}
