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

  it('hangs where a planner says that one could, and never where none may', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=suggest`);
    const asked = pane(page, '选点建议');
    for (const words of ['允许用维修代替购买', '现有摄像机的杆位', '村界内按网格'])
      await asked.getByText(words).click();
    await asked.getByLabel('预算').last().fill('7000');
    expect(await asked.getByRole('button', { name: '开始计算' }).isDisabled()).toBe(true);

    await asked.getByText('输入坐标').click();
    const typed = asked.getByLabel('坐标，每行一个');
    await typed.fill('24.715, 118.464506\n学校旁');
    await asked.getByText('第 2 行不是坐标').waitFor();
    await typed.fill('24.715, 118.464506');
    await asked.getByRole('button', { name: '作为 1 个候选点' }).click();
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText('累计增益 5').waitFor();
    await asked.getByRole('button', { name: /^固定枪机 1，朝向 0°$/ }).click();

    await typed.fill('24.7149, 118.4644\n24.7149, 118.4646\n24.7151, 118.4646\n24.7151, 118.4644');
    await asked.getByRole('button', { name: '作为禁装区的角' }).click();
    await asked.getByText('在禁装区内，不会建议').waitFor();
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByRole('alert').getByText('没有可用的候选位置').waitFor();
    await typed.fill('118.464506 24.7148');
    await asked.getByRole('button', { name: '作为 1 个候选点' }).click();
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText('其中 1 个位置依法不得安装或在禁装区内').waitFor();

    await asked.getByRole('button', { name: '删除禁装区 1' }).click();
    await asked.getByRole('button', { name: '恢复' }).click();
    await asked.getByText('在禁装区内，不会建议').waitFor();
    await asked.getByRole('button', { name: '删除禁装区 1' }).click();
    await asked.getByText('在禁装区内，不会建议').waitFor({ state: 'detached' });
  }, 90_000);

  it('is told by mouse and by keys where one could hang and where none may', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}&side=suggest`);
    const asked = pane(page, '选点建议');
    const map = page.locator('canvas.maplibregl-canvas');
    await asked.getByRole('button', { name: '在图上画禁装区' }).click();
    const { width, height } = (await map.boundingBox())!;
    for (const [right, down] of [
      [-30, -30],
      [30, -30],
      [30, 30],
      [-30, 30],
    ] as const) {
      await map.click({ position: { x: width / 2 + right, y: height / 2 + down } });
    }
    await asked.getByText('已有 4 个').waitFor();
    await asked.getByRole('button', { name: '完成' }).click();
    await asked.getByRole('button', { name: '禁装区 1', exact: true }).waitFor();

    await asked.getByRole('button', { name: '在图上选候选点' }).press('Enter');
    await asked.getByRole('button', { name: '在图中央加点' }).press('Enter');
    await asked.getByRole('button', { name: '完成' }).press('Enter');
    const site = asked.getByRole('listitem').filter({ hasText: /候选点 1.*24.7150/ });
    await site.getByText('在禁装区内，不会建议').waitFor();
    await page.reload();
    await site.waitFor();
    expect(await asked.getByRole('list', { name: '候选点与禁装区清单' }).getByRole('listitem').count()).toBe(
      2,
    );
  }, 90_000);
}
