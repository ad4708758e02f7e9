import type { AwardsTown } from './awards-town.js';
import type { NewCameras } from './cameras.js';
import { DARK, DAYS_WITH_PICTURE as lit, RIGHT, totalFen, UNITS, WORDS } from './plan.js';

interface Standing {
  readonly state: string;
  readonly bought: number;
  readonly installed: number;
  readonly confirmed: number;
  readonly explained: number;
  readonly open: number;
  readonly offline: number;
  readonly costFen: number;
  readonly costPerPictureDayFen: number | null;
  readonly pictureDays: number;
  readonly cameras: readonly { readonly cameraId: string; readonly pictureDays: number }[];
}

const LIVE = UNITS - DARK.length;

/** How many of the units stand where, before anybody explained any. */
export async function expectStanding(
  { lin, findings }: AwardsTown,
  id: string,
  { confirmed, what }: { readonly confirmed: number; readonly what: string },
): Promise<void> {
  const found = await lin.get<Standing>(`purchases/${id}/standing`);
  const expected = { bought: UNITS, installed: UNITS, confirmed, explained: 0, open: UNITS - confirmed };
  findings.expect(what, expected, unitsOf(found));
}

/** Closing is refused for each reason in turn, until the last unit is explained. */
export async function close(town: AwardsTown, id: string, { ids }: NewCameras): Promise<void> {
  const { chief, lin, findings } = town;
  const closing = async (body: object) => {
    const { status, code, detail } = await chief.refusal('POST', `purchases/${id}/close`, body);
    return [`${status} ${code}`, detail];
  };
  const answered = { answer: WORDS.answer };
  const [unanswered] = await closing({});
  findings.expect('closed over an objection', '422 objections-open', unanswered);
  findings.expect('closed with two cameras that nobody has seen', unconfirmed(0), await closing(answered));
  for (const [index, number] of DARK.entries()) {
    if (index > 0) findings.expect('with one of them explained', unconfirmed(index), await closing(answered));
    const explanation = { cameraId: ids[number - 1], words: WORDS.explanations[index] };
    await lin.json('POST', `purchases/${id}/explanations`, explanation);
  }
  const { state } = await chief.json<{ state: string }>('POST', `purchases/${id}/close`, answered);
  findings.expect('closed, with both explained', 'closed', state);
}

function unconfirmed(explained: number): readonly string[] {
  const detail = `Of ${UNITS} units ${LIVE} are confirmed live and ${explained} explained; tie cameras to the other ${DARK.length - explained}, wait for their pictures, or explain them.`;
  return ['409 not-confirmed-live', detail];
}

/** What became of the purchase, as the village reads it on the day that it was closed. */
export async function expectAccount({ lin, findings }: AwardsTown, id: string): Promise<void> {
  const found = await lin.get<Standing>(`purchases/${id}/standing`);
  const { state, costFen, pictureDays, costPerPictureDayFen } = found;
  findings.expect(
    'the purchase: bought, installed, confirmed live, explained, open',
    { bought: UNITS, installed: UNITS, confirmed: LIVE, explained: DARK.length, open: 0 },
    unitsOf(found),
  );
  findings.expect('offline now: the one that is said to hang', 1, found.offline);
  const days = new Set(found.cameras.map((camera) => camera.pictureDays));
  findings.expect(
    'days with a picture, of any camera',
    [0, lit],
    [...days].toSorted((a, b) => a - b),
  );
  findings.expect(
    'its cost, and that of a day of picture, in fen',
    ['closed', totalFen(RIGHT), LIVE * lit, Math.round(totalFen(RIGHT) / (LIVE * lit))],
    [state, costFen, pictureDays, costPerPictureDayFen],
  );
}

function unitsOf({ bought, installed, confirmed, explained, open }: Standing) {
  return { bought, installed, confirmed, explained, open };
}
