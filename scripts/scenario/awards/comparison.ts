import type { AwardsTown } from './awards-town.js';
import { DARK, RIGHT, totalFen, UNITS } from './plan.js';

interface Suppliers {
  readonly items: readonly {
    readonly supplier: string;
    readonly bought: number;
    readonly installed: number;
    readonly confirmed: number;
    readonly explained: number;
    readonly offline: number;
  }[];
}

/** How the supplier of both villages does, and what graphs are drawn of. */
export async function expectComparison({ auditor, findings, url }: AwardsTown): Promise<void> {
  const { items } = await auditor.get<Suppliers>('suppliers');
  const confirmed = UNITS - DARK.length;
  findings.expect(
    'the supplier: the one camera of the neighbour was bought, too, and is not there',
    [['演示安防', UNITS + 1, UNITS, confirmed, DARK.length, 1]],
    items.map((one) => [one.supplier, one.bought, one.installed, one.confirmed, one.explained, one.offline]),
  );
  const metrics = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  const village = 'village="上坡村"';
  const expected = [
    `shouwang_village_awards_yuan{${village}} 202697`,
    `shouwang_village_spent_yuan{${village}} ${totalFen(RIGHT) / 100}`,
    `shouwang_purchased_cameras{${village},status="bought"} ${UNITS}`,
    `shouwang_purchased_cameras{${village},status="confirmed"} ${confirmed}`,
  ];
  findings.expect(
    'the funds on /metrics',
    expected,
    expected.filter((line) => metrics.includes(line)),
  );
}
