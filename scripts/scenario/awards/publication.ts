import { createHash } from 'node:crypto';
import type { AwardsTown } from './awards-town.js';
import { dayOf, DEEDS, FARM, LATER, terms } from './plan.js';
import type { Awards } from './money.js';

interface Publication {
  readonly number: string;
  readonly sha256: string;
  readonly corrects: string | null;
  readonly correctedBy: string | null;
}
interface Look {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly body: string;
}

/** The report is frozen as it is posted, and whoever stands before the board can look it up. */
export async function publish(town: AwardsTown): Promise<Publication> {
  const { lin, findings } = town;
  const { number, sha256 } = await lin.write<Publication>('publications', posted(town));
  findings.expect('the first publication of the year', 'GS-2026-0001', number);
  const page = await look(town, encodeURIComponent(' ｇｓ—2026-0001'));
  findings.expect('anybody finds it, however the number is typed', 200, page.status);
  expectHeld(town, 'with its number, its digest and what was spent', page, [number, sha256, '175,156.17']);
  const secrets = ['127.60.', 'admin-token', 'chief', '(演示)', FARM.login.username, FARM.login.password];
  findings.expect(
    'and without people, cameras and addresses',
    [],
    secrets.filter((each) => page.body.includes(each)),
  );
  await expectDigest(town, { number, sha256 });
  const unknown = await look(town, 'GS-2026-9999');
  findings.expect('a number that nothing was posted under', 404, unknown.status);
  return { number, sha256, corrects: null, correctedBy: null };
}

/** Two digits of a price were swapped; what was posted stays what it was, and a new publication says so. */
export async function correct(
  town: AwardsTown,
  purchase: { readonly id: string; readonly awards: Awards },
  old: Publication,
): Promise<void> {
  await correctPurchase(town, purchase);
  const { lin, findings } = town;
  const body = { ...posted(town), corrects: old.number, reason: REASON };
  const anew = await lin.write<Publication>('publications', body);
  findings.expect('the new one names the old', ['GS-2026-0002', old.number], [anew.number, anew.corrects]);
  const now = await lin.get<Publication>(`publications/${old.number}`);
  findings.expect('the old one names the new', [old.sha256, anew.number], [now.sha256, now.correctedBy]);
  expectHeld(town, 'the old one still shows what was posted', await look(town, old.number), [
    '175,156.17',
    anew.number,
  ]);
  await expectDigest(town, old);
  expectHeld(town, 'the new one shows what is right', await look(town, anew.number), [
    '175,066.17',
    old.number,
  ]);
  const { status, code } = await lin.refusal('POST', 'publications', body);
  findings.expect('the old one corrected again', '409 corrected-already', `${status} ${code}`);
}

/** It begins anew, and is approved by somebody else than who says it. */
async function correctPurchase(
  { admin, lin, chief }: AwardsTown,
  { id, awards }: { readonly id: string; readonly awards: Awards },
): Promise<void> {
  const path = `purchases/${id}`;
  await admin.write(`${path}/corrections`, { reason: REASON, purchase: terms(LATER, awards) });
  await lin.json('POST', `${path}/submit`);
  await chief.json('POST', `${path}/approve`);
}

const REASON = '硬盘录像机单价录入错误';

function posted({ village }: AwardsTown) {
  const [publicFrom, publicTo] = [dayOf(DEEDS.closed), dayOf(DEEDS.closed + 6)];
  return { villageId: village, year: 2026, publicFrom, publicTo };
}

/** The bytes that anybody may save, by the digest that stands on the page. */
async function expectDigest(
  town: AwardsTown,
  { number, sha256 }: Pick<Publication, 'number' | 'sha256'>,
): Promise<void> {
  const { bytes } = await look(town, `${number}?format=document`);
  const digest = createHash('sha256').update(bytes).digest('hex');
  town.findings.expect(`the SHA-256 of the document of ${number}`, sha256, digest);
}

function expectHeld({ findings }: AwardsTown, what: string, { body }: Look, words: readonly string[]): void {
  findings.expect(
    what,
    words,
    words.filter((word) => body.includes(word)),
  );
}

/** Without a login, a cookie or a token. */
async function look({ url }: AwardsTown, number: string): Promise<Look> {
  const response = await fetch(`${url}/api/v1/public/publications/${number}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes, body: bytes.toString('utf8') };
}
