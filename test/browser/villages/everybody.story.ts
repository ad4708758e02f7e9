import { PHONE, seriousFindings } from '../browser-house.js';
import { button, type VillagesScene } from './villages-scene.js';

/** Who may look at it, in which language, and on what. */
export function isForEverybody(scene: VillagesScene): void {
  it('show an auditor all of it, and no button', async () => {
    const page = await scene.town.house.signedIn('审计员');
    await page.goto(scene.village);
    await page.getByText('集体资金').first().waitFor();
    expect(await page.getByRole('button', { name: /登记|更正/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: '登记采购' }).count()).toBe(0);
    await page.goto(`${scene.village}/purchases/${scene.bought}`);
    await page.getByRole('cell', { name: '✓ 确认在用' }).first().waitFor();
    expect(await page.getByRole('button', { name: /提交|批准|作废|关联|上传/ }).count()).toBe(0);
    await page.goto('/villages/import');
    await page.getByText('您没有查看此页的权限').waitFor();
    await page.context().close();
  });

  it('speak English at one click, to the last word', async () => {
    const { chief } = scene;
    await chief.goto(`${scene.village}/purchases/${scene.bought}`);
    await button(chief, 'English').click();
    await chief.getByText('Closed; nothing is left to do.').waitFor();
    await chief.getByLabel('4 bought, 3 confirmed live, 1 explained, 0 open').waitFor();
    const sections = await chief.getByRole('heading', { level: 2 }).allTextContents();
    expect(sections).toEqual(['Next step', 'What was bought', 'Cameras they became', 'Files', 'History']);
    await button(chief, '中文').click();
    await chief.getByText('已办结，无需再办。').waitFor();
  });

  it('are used by everybody, on a desk and on a phone', async () => {
    const { lin } = scene;
    const small = await scene.town.house.signedIn('林书记', { viewport: PHONE });
    const paths = [
      ['/villages', '上坡村'],
      ['/villages?show=waiting', '没有待办事项'],
      [scene.village, '收支总览'],
      [`${scene.village}/purchases/${scene.bought}`, '办理记录'],
      [`${scene.village}/purchases/new`, '由哪些资金支付'],
      [`${scene.village}/publications`, '公众核验页'],
      ['/villages/report', '收支明细'],
      ['/villages/import', '下载空白模板'],
    ] as const;
    for (const page of [lin, small])
      for (const [path, text] of paths) {
        await page.goto(path);
        await page.getByText(text).first().waitFor();
        await page.waitForLoadState('networkidle');
        expect([path, await seriousFindings(page)]).toEqual([path, []]);
        const isWithin = 'document.documentElement.scrollWidth <= innerWidth';
        expect([path, await page.evaluate(isWithin)]).toEqual([path, true]);
      }
    await small.context().close();
  }, 180_000);
}
