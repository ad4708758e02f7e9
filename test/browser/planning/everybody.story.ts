import { PHONE, seriousFindings } from '../browser-house.js';
import { chooseCamera, pane, type PlanningStage, side } from './planning-stage.js';

/** Who sees what, when it fails, and whoever needs more than a picture. */
export function everybody(stage: PlanningStage): void {
  it('is for each only what they may see, and says so', async () => {
    const { items } = await stage.house.service.json<{ items: { id: string }[] }>('plans');
    let page = await stage.enter('wu');
    await page.goto('/planning');
    await page.getByText('还没有登记重点部位').waitFor();
    expect(new URL(page.url()).searchParams.get('village')).toBe(stage.town.otherVillageId);
    await page.goto(`/planning/plans/${items[0]!.id}`);
    await page.getByRole('alert').getByText('没有找到，或不在您可查看的范围内').waitFor();
    await page.goto(`/planning?village=${stage.town.villageId}`);
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByText('村口摄像机').count()).toBe(0);
    page = await stage.enter('shen');
    await page.goto(`/planning?village=${stage.town.villageId}&side=draft`);
    await page.getByText('您的角色只能查看').waitFor();
    await side(page, '先修后买');
    await pane(page, '先修后买').getByText('省 2,500.00 元').waitFor();
    expect(await page.getByRole('button', { name: /加入调整/ }).count()).toBe(0);
  }, 60_000);

  it('shows of the whole town what can be seen from where one is, and says what is not drawn', async () => {
    const page = await stage.enter('lin');
    await page.goto('/planning');
    // Two villages, 400 m across: near enough to be drawn with what cameras see.
    await page.getByText('已画出 上坡村、下坡村 的可视范围和盲区；摄像机和建筑选择村后再画').waitFor();
    await page.getByText('在线可见').waitFor();
    const map = page.locator('canvas.maplibregl-canvas');
    for (let step = 0; step < 4; step += 1) await map.press('-');
    await page.getByText('已画出全镇的重点部位。放大地图').waitFor();
    for (let step = 0; step < 4; step += 1) await map.press('+');
    await page.getByText('已画出 上坡村、下坡村').waitFor();
    const { width, height } = (await map.boundingBox())!;
    await map.click({ position: { x: width * 0.6, y: height * 0.3 } });
    await page.waitForURL(`**/planning?village=${stage.town.otherVillageId}`);
    expect(await page.getByText('已画出').count()).toBe(0);
  }, 90_000);

  it('says that it could not be loaded, and tries again', async () => {
    const page = await stage.enter('lin');
    await page.route('**/coverage/map?*', (route) => route.fulfill({ status: 422, body: '{}' }));
    await page.goto(`/planning?village=${stage.town.villageId}`);
    await page.getByRole('alert').getByText('加载失败').waitFor();
    await page.unroute('**/coverage/map?*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('canvas').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  }, 60_000);

  it('is to be used by everybody', async () => {
    const page = await stage.enter('lin');
    await page.goto(`/planning?village=${stage.town.villageId}`);
    await page.locator('canvas').waitFor();
    for (const name of ['现状', '调整', '选点建议', '先修后买', '薄弱点', '方案']) {
      await side(page, name);
      if (name === '调整') await chooseCamera(page, '村口摄像机');
      if (name === '选点建议') await pane(page, name).getByRole('button', { name: '在图上画禁装区' }).click();
      expect([name, await seriousFindings(page)]).toEqual([name, []]);
    }
    await page.getByRole('link', { name: '甲', exact: true }).click();
    await page.getByRole('heading', { name: '承诺与实际' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    await page.goto(`/planning?village=${stage.town.villageId}`);
    await page.locator('canvas').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  }, 90_000);
}
