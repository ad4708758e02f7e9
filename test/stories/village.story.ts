import { daysAgo } from '../browser/villages/villages-town.js';
import type { DemoTown } from './demo-town.js';
import {
  button,
  checkNumber,
  enterIncome,
  goToVillage,
  payRestFrom,
  publish,
  sha256Of,
  takeStep,
  tieCameras,
} from './village-steps.js';

const VILLAGE = '上坡村';
const TODAY = daysAgo(0);

/** From an award to what is posted of it; the town enters the award, as only the town may. */
export function village(town: () => DemoTown): void {
  it('lets a village enter its award and its 47 cameras, 45 of them live, and anybody check what it posted', async () => {
    const chief = await town().enter('demo-admin');
    await goToVillage(chief, VILLAGE);
    await enterIncome(chief, '星级奖励金', '142697', TODAY);
    await chief.getByRole('row', { name: /142,697\.00/ }).waitFor();

    const lin = await town().enter('demo-village');
    await goToVillage(lin, VILLAGE);
    await enterIncome(lin, '捐赠', '30,000', TODAY);
    await lin.getByRole('link', { name: '登记采购' }).click();
    await lin.getByLabel('购置日期').fill(TODAY);
    await lin.getByLabel('供应商').fill('演示安防一');
    await lin.getByLabel('支出事项').fill('400万像素枪机');
    await lin.getByLabel('数量').fill('47');
    await lin.getByLabel('单价（元）').fill('3,280.50');
    await lin.getByText('合计 154,183.50 元').waitFor();
    await payRestFrom(lin, '142,697.00');
    await payRestFrom(lin, '捐赠');
    await lin.getByText('资金来源与采购总额一致').waitFor();
    await button(lin, '保存').click();
    await lin.getByRole('heading', { name: /154,183\.50/ }).waitFor();

    const bought = town()
      .camerasOf(VILLAGE)
      .filter(({ entry }) => entry.programmeKey === 'tianwang');
    const boxes = bought.map(({ entry }) => entry.mac);
    await tieCameras(lin, boxes);
    await lin.getByLabel('购置 47 台，确认在用 45 台，已说明 0 台，待处理 2 台').waitFor();
    await takeStep(lin, '提交审批');
    await lin.getByText('由镇级管理员办理').waitFor();
    await chief.goto(new URL(lin.url()).pathname);
    await takeStep(chief, '批准');
    await chief.getByText('由村/社区办理').waitFor();

    await goToVillage(lin, VILLAGE);
    await lin.getByRole('link', { name: '收支公示' }).click();
    const number = await publish(lin);
    const row = lin.getByRole('row', { name: number });
    const [paper] = await Promise.all([
      lin.context().waitForEvent('page'),
      row.getByRole('link', { name: '打开打印页' }).click(),
    ]);
    await paper.getByText(number).first().waitFor();
    await paper.getByText('154,183.50').first().waitFor();
    expect((await paper.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');

    const sha256 = await row.locator('code').innerText();
    const address = (await row.getByRole('link', { name: '公众核验页' }).getAttribute('href'))!;
    const passer = await town().passBy();
    await checkNumber(passer, address, number);
    await passer.getByText(sha256).first().waitFor();
    await passer.getByText('154,183.50').first().waitFor();
    expect(await sha256Of(passer, address)).toBe(sha256);
  }, 240_000);
}
