import { readXlsx } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import { chooseVillage, figure, pane, type PlanningStage, side, type } from './planning-stage.js';

/** From a gap to a plan that is kept, and plans beside each other. */
export function gapToPlan(stage: PlanningStage): void {
  it('finds what is dark and uncovered, mends before it buys, and leaves with the plan', async () => {
    const page = await stage.enter('lin');
    await page.getByRole('link', { name: '规划', exact: true }).click();
    await chooseVillage(page, '上坡村');
    const standing = pane(page, '现状');
    await standing.getByRole('row', { name: /学校 未覆盖 辨认 5 无/ }).waitFor();
    await standing.getByRole('row', { name: /桥头 失明 辨认 2/ }).waitFor();
    await standing.getByText('盲区权重合计 8').waitFor();

    await side(page, '先修后买');
    const repair = pane(page, '先修后买').getByRole('listitem').filter({ hasText: '桥头' });
    await repair.getByText('500.00 元', { exact: true }).waitFor();
    await repair.getByText('3,000.00 元').waitFor();
    await repair.getByText('省 2,500.00 元').waitFor();
    await repair.getByRole('button', { name: '维修：加入调整' }).click();

    await side(page, '调整');
    await page.getByText('8 → 6').waitFor();
    await page.getByRole('button', { name: '新增摄像机' }).click();
    await page.getByRole('button', { name: '在图中央新增' }).click();
    await type(page, '名称', '校门口');
    await type(page, '经度（°）', '118.464506');
    await page.getByText('8 → 1').waitFor();
    expect(await figure(page).textContent()).toBe('7');
    const changed = page.getByRole('list', { name: '发生变化的重点部位' });
    await changed
      .getByRole('listitem')
      .filter({ hasText: /学校.*未覆盖.*单点覆盖.*消除盲区/ })
      .waitFor();

    await page.getByText('有 1 项新增未填费用').waitFor();
    await page.getByLabel('校门口 新增的费用').fill('3,500.5');
    await page.getByText('4,000.50 元').waitFor();
    await page.getByLabel('方案名称').fill('先修后买');
    await page.getByRole('button', { name: '保存方案' }).click();

    await page.getByRole('heading', { name: '先修后买', level: 1 }).waitFor();
    await page.getByText('兑现 0.0%').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '表格（xlsx）' }).click(),
    ]);
    const { sheets } = await readXlsx(await readFile(await download.path()));
    expect(sheets[0]!.rows.slice(0, 5)).toEqual(
      expect.arrayContaining([
        ['名称', '先修后买'],
        ['费用(元)', 4000.5],
      ]),
    );
    const print = page.getByRole('link', { name: '打印' });
    expect(await print.getAttribute('href')).toMatch(/\/export\?format=html$/);
  }, 60_000);

  it('shows what alone brings gaps, and two plans beside each other', async () => {
    const buy = (name: string, costFen: number, longitudeDeg: number) => ({
      kind: 'buy',
      name,
      villageId: stage.town.villageId,
      position: { latitudeDeg: 24.715, longitudeDeg },
      headingDeg: 0,
      costFen,
    });
    await stage.house.service.json('plans', { name: '甲', changes: [buy('甲一', 350_000, 118.464506)] });
    await stage.house.service.json('plans', { name: '乙', changes: [buy('乙一', 600_000, 118.465494)] });
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=weak`);
    await pane(page, '薄弱点')
      .getByRole('listitem')
      .filter({ hasText: /村口摄像机.*权重 3.*村口/ })
      .waitFor();
    await side(page, '方案');
    for (const name of ['甲', '乙']) await page.getByLabel(`选择“${name}”进行对比`).check({ force: true });
    await page.getByRole('button', { name: '对比所选两个方案' }).click();
    await page.getByRole('row', { name: /费用 3,500.00 元 更好 6,000.00 元/ }).waitFor();
    const bars = page.getByRole('row', { name: /费用 3,500.00 元/ }).locator('.figure-bar .part');
    const widths = await bars.evaluateAll((each: readonly { getAttribute(name: string): string | null }[]) =>
      each.map((bar) => Number(bar.getAttribute('width'))),
    );
    // To the same scale: 3,500 of 6,000.
    expect(widths).toEqual([expect.closeTo(58.3, 1), 100]);
    await page.getByRole('row', { name: /学校 未覆盖 单点覆盖 未覆盖/ }).waitFor();
    await page.getByRole('link', { name: '乙' }).click();
    await page.getByRole('button', { name: '录入台账' }).click();
    const dialog = page.getByRole('dialog', { name: '录入台账' });
    await dialog.getByText('将把 1 台新增摄像机').waitFor();
    await dialog.getByRole('button', { name: '录入台账' }).click();
    await page.getByText('已录入台账', { exact: true }).waitFor();
    await page.getByRole('button', { name: '删除方案' }).click();
    const removal = page.getByRole('dialog', { name: '删除方案' });
    expect(await removal.getByRole('button', { name: '删除方案' }).isDisabled()).toBe(true);
    await removal.getByLabel('输入“乙”确认').fill('乙');
    await removal.getByRole('button', { name: '删除方案' }).click();
    await page.waitForURL('**/planning?side=plans');
  }, 60_000);
}
