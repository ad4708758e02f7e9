import { readXlsx } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import { pane, side } from '../browser/planning/planning-stage.js';
import type { DemoTown } from './demo-town.js';
import { buyAt, chooseVillage, gained } from './planner-steps.js';

/** Eleven metres south of 文化礼堂 of 前埔村, which a house hides from the north. */
const BEFORE_THE_HALL = { latitudeDeg: 24.710728, longitudeDeg: 118.467303 };
const PLAN = '前埔村先修后买';

/** From gaps to a plan that can be handed on. */
export function planner(town: () => DemoTown): void {
  it('shows its planner what is dark and what uncovered, sets repair against purchase, and hands out the plan', async () => {
    const page = await town().enter('demo-planner');
    await page.getByRole('link', { name: '规划', exact: true }).click();
    await chooseVillage(page, '前埔村');
    const standing = pane(page, '现状');
    await standing.getByRole('row', { name: /学校门口 \(演示\) 失明 辨认 3/ }).waitFor();
    await standing.getByRole('row', { name: /文化礼堂 \(演示\) 未覆盖 观察 2 无/ }).waitFor();
    await standing.getByRole('row', { name: /河道 \(演示\) 未覆盖 发现 1 无/ }).waitFor();
    await standing.getByText('盲区权重合计 6').waitFor();

    await side(page, '先修后买');
    const repair = pane(page, '先修后买').getByRole('listitem').filter({ hasText: '学校门口 (演示)' });
    await repair.getByText('500.00 元', { exact: true }).waitFor();
    await repair.getByText('省 2,500.00 元').waitFor();
    await repair.getByRole('button', { name: '维修：加入调整' }).click();
    await side(page, '调整');
    await gained(page, '3');
    await buyAt(page, '礼堂南', BEFORE_THE_HALL);
    await gained(page, '5');
    await page.getByLabel('礼堂南 新增的费用').fill('3000');
    await page.getByText('3,500.00 元').waitFor();

    await page.getByLabel('方案名称').fill(PLAN);
    await page.getByRole('button', { name: '保存方案' }).click();
    await page.getByRole('heading', { name: PLAN, level: 1 }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '表格（xlsx）' }).click(),
    ]);
    const { sheets } = await readXlsx(await readFile(await download.path()));
    const rows = sheets.flatMap((sheet) => sheet.rows);
    expect(rows).toContainEqual(['名称', PLAN]);
    expect(rows).toContainEqual(['费用(元)', 3_500]);
    expect(rows.some((row) => row.includes('礼堂南'))).toBe(true);
  }, 180_000);
}
