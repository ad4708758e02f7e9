import type { AwardsTown } from './awards-town.js';
import { DARK, ELSEWHERE, OWN, RIGHT, STAR, totalFen, UNITS } from './plan.js';
import { PLACES_SEEN } from './ground.js';

const YEAR = 2026;

interface Figures {
  readonly carriedFen: number;
  readonly receivedFen: number;
  readonly spentFen: number;
  readonly reservedFen: number;
  readonly leftFen: number;
  readonly bought: number;
  readonly installed: number;
  readonly confirmed: number;
  readonly explained: number;
  readonly gapsClosed: number | null;
}
interface Report {
  readonly total: Figures & { readonly leftInWords: string };
  readonly villages: readonly { readonly village: string }[];
}

/** What the auditor reads of the year: of the village, of the year before, of the town; and what is printed of it. */
export async function expectReports(town: AwardsTown): Promise<void> {
  const { auditor, lin, findings } = town;
  const of = (who: typeof lin, query: string) => who.get<Report>(`fund-reports?${query}`);
  const own = await of(auditor, `villageId=${town.village}&year=${YEAR}`);
  findings.expect(
    'the report of the year: money in fen, units, and places that only they see',
    { ...moneyOf(OWN.amountFen, STAR.amountFen, totalFen(RIGHT), 0), ...UNITS_OF_REPORT },
    figuresOf(own.total),
  );
  findings.expect('what is left, in words', '人民币贰万柒仟伍佰肆拾元零捌角叁分', own.total.leftInWords);
  const before = await of(auditor, `villageId=${town.village}&year=${YEAR - 1}`);
  findings.expect('the year before left what this one carries', OWN.amountFen, before.total.leftFen);

  const all = await of(auditor, `year=${YEAR}`);
  const carriedFen = OWN.amountFen + ELSEWHERE.amountFen;
  findings.expect(
    'the town: with the neighbour’s purchase, which is not approved, set aside',
    moneyOf(carriedFen, STAR.amountFen, totalFen(RIGHT), RIGHT.cameraFen),
    moneyOnly(all.total),
  );
  const narrowed = await of(lin, `year=${YEAR}`);
  findings.expect(
    'the town, as a village reads it',
    ['上坡村'],
    narrowed.villages.map(({ village }) => village),
  );
  await expectPrinted(town);
}

async function expectPrinted({ auditor, village, findings }: AwardsTown): Promise<void> {
  const path = `fund-reports?villageId=${village}&year=${YEAR}&format=`;
  const page = await auditor.text('GET', `${path}html`);
  const told = ['上坡村', '142,697.00', '175,156.17', '27,540.83', '人民币贰万柒仟伍佰肆拾元零捌角叁分'];
  findings.expect(
    'the page to print holds the figures',
    told,
    told.filter((each) => page.includes(each)),
  );
  const table = await auditor.text('GET', `${path}csv`);
  findings.expect('so does the table', true, table.includes('175156.17'));
  const workbook = await auditor.bytes(`${path}xlsx`);
  findings.expect('and there is a workbook', 'PK', Buffer.from(workbook.subarray(0, 2)).toString());
}

const UNITS_OF_REPORT = {
  bought: UNITS,
  installed: UNITS,
  confirmed: UNITS - DARK.length,
  explained: DARK.length,
  gapsClosed: PLACES_SEEN,
};

function moneyOf(carriedFen: number, receivedFen: number, spentFen: number, reservedFen: number) {
  const leftFen = carriedFen + receivedFen - spentFen - reservedFen;
  return { carriedFen, receivedFen, spentFen, reservedFen, leftFen };
}

function moneyOnly({ carriedFen, receivedFen, spentFen, reservedFen, leftFen }: Figures) {
  return { carriedFen, receivedFen, spentFen, reservedFen, leftFen };
}

function figuresOf(figures: Figures) {
  const { bought, installed, confirmed, explained, gapsClosed } = figures;
  return { ...moneyOnly(figures), bought, installed, confirmed, explained, gapsClosed };
}
