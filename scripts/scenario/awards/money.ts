import type { AwardsTown } from './awards-town.js';
import { OWN, RIGHT, STAR, STAR_PART_FEN, terms, totalFen, WORDS, WRONG } from './plan.js';

export interface Awards {
  readonly star: string;
  readonly own: string;
}
interface Entry {
  readonly id: string;
}
interface Balance {
  readonly receivedFen: number;
  readonly spentFen: number;
  readonly leftFen: number;
  readonly sources: readonly { readonly awardId: string; readonly leftFen: number }[];
}

/** The town enters what it gave for the star, and the village what it has itself. */
export async function receive(town: AwardsTown): Promise<Awards> {
  const { village: villageId } = town;
  const refused = await town.lin.refusal('POST', 'awards', { villageId, ...STAR });
  town.findings.expect('the star, entered by the village itself', 'money-of-the-town', refused.code);
  const star = await town.chief.write<Entry>('awards', { villageId, ...STAR });
  const own = await town.lin.write<Entry>('awards', { villageId, ...OWN });
  return { star: star.id, own: own.id };
}

/** The village writes down what it bought; the star alone would not pay it. */
export async function draft(town: AwardsTown, awards: Awards): Promise<string> {
  const all = { ...terms(WRONG, awards), villageId: town.village };
  const alone = [{ awardId: awards.star, amountFen: totalFen(WRONG) }];
  const { status, code, detail } = await town.lin.refusal('POST', 'purchases', { ...all, funding: alone });
  town.findings.expect('a purchase of more than the star', '409 award-overdrawn', `${status} ${code}`);
  town.findings.expect('that says what is left', true, detail.includes('142,697.00 yuan left'));
  const { id } = await town.lin.write<Entry>('purchases', all);
  await expectBalance(town, awards, totalFen(WRONG), 'a draft takes its money at once');
  return id;
}

/** What the town returned is said anew, with the price that is in the contract. */
export async function putRight(town: AwardsTown, awards: Awards, purchaseId: string): Promise<void> {
  const body = { reason: WORDS.returned, purchase: terms(RIGHT, awards) };
  const { version, totalFen: found } = await town.lin.write<{ version: number; totalFen: number }>(
    `purchases/${purchaseId}/corrections`,
    body,
  );
  town.findings.expect(
    'corrected by the village',
    { version: 2, found: totalFen(RIGHT) },
    { version, found },
  );
  await expectBalance(town, awards, totalFen(RIGHT), 'the difference came back');
}

/** Of the village and of each source, to the fen; and the sum of the rows that tell it. */
export async function expectBalance(
  town: AwardsTown,
  awards: Awards,
  spentFen: number,
  what: string,
): Promise<void> {
  const receivedFen = STAR.amountFen + OWN.amountFen;
  const answer = await town.lin.get<Balance & { readonly rows: readonly { amountFen: number }[] }>(
    `villages/${town.village}/balance?explain=true`,
  );
  const leftOf = (awardId: string) => answer.sources.find((source) => source.awardId === awardId)?.leftFen;
  town.findings.expect(
    `${what}: in, out and left of the village, and left of each source, in fen`,
    {
      receivedFen,
      spentFen,
      leftFen: receivedFen - spentFen,
      star: STAR.amountFen - STAR_PART_FEN,
      own: OWN.amountFen - (spentFen - STAR_PART_FEN),
      rows: receivedFen - spentFen,
    },
    {
      receivedFen: answer.receivedFen,
      spentFen: answer.spentFen,
      leftFen: answer.leftFen,
      star: leftOf(awards.star),
      own: leftOf(awards.own),
      rows: answer.rows.reduce((sum, { amountFen }) => sum + amountFen, 0),
    },
  );
}
