import { pane, type PlanningStage, side } from './planning-stage.js';
import { CRUEL } from './planning-town.js';

/** Where the next camera pays, and what is kept out of it. */
export function suggestions(stage: PlanningStage): void {
  it('is suggested within a budget, can be stopped, and says why something cannot be', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=suggest`);
    const asked = pane(page, '选点建议');
    await page.route('**/coverage/suggestions', () => {});
    await asked.getByLabel('预算').last().fill('1');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText(/正在计算，已用 \d+ 秒/).waitFor();
    await asked.getByRole('button', { name: '停止计算' }).click();
    await asked.getByText('已停止计算').waitFor();
    await page.unroute('**/coverage/suggestions');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText('预算连最便宜的一项都不够').waitFor();

    await asked.getByLabel('预算').last().fill('7000');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText(/可以证明：已达到最优结果的 \d/).waitFor();
    await asked.getByText(`维修 ${CRUEL}`).waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await asked.getByRole('button', { name: '全部加入调整' }).click();
    await side(page, '调整');
    await page.getByText('8 → 1').waitFor();
  }, 60_000);
}
