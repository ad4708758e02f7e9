import { createHash } from 'node:crypto';
import { seriousFindings } from '../browser-house.js';
import { choose } from '../choose.js';
import { button, type VillagesScene } from './villages-scene.js';
import { HOSTILE } from './villages-town.js';

/** What is posted, and what it is made of. */
export function publish(scene: VillagesScene): void {
  it('publish what was looked at, and anybody checks it by its number', async () => {
    const { lin } = scene;
    await lin.goto(`/villages/publications?villageId=${scene.town.villageId}&year=0`);
    await lin.getByRole('button', { name: '3,325.45 元' }).waitFor();
    const [preview] = await Promise.all([
      lin.context().waitForEvent('page'),
      lin.getByRole('link', { name: '打开要张贴的页面' }).click(),
    ]);
    await preview.getByText(HOSTILE).first().waitFor();
    await preview.close();
    await button(lin, '正式公示').click();
    await lin.getByRole('dialog').getByRole('button', { name: '正式公示' }).click();
    const done = lin.getByText(/已公示，编号 GS-/);
    await done.waitFor();
    scene.number = /GS-\d{4}-\d{4}/.exec((await done.textContent())!)![0];
    const sha256 = (await lin.locator('code').first().textContent())!;
    const address = await lin.getByRole('link', { name: '公众核验页' }).getAttribute('href');
    const passer = await scene.town.house.page();
    await passer.goto(new URL('.', `${scene.town.house.service.url}${address}`).pathname.replace(/\/$/, ''));
    await passer.getByLabel(/请输入公示上的编号/).fill(scene.number.toLowerCase());
    await button(passer, '核验').click();
    await passer.getByText(`以下为 ${scene.number} 公示时的原文`).waitFor();
    await passer.getByText(sha256).first().waitFor();
    await passer.getByText('3,325.45').first().waitFor();
    const document = await passer.request.get(`${address}?format=document`);
    expect(
      createHash('sha256')
        .update(await document.body())
        .digest('hex'),
    ).toBe(sha256);
    await passer.context().close();
  });

  it('show what each number is made of: rows of the ledger, cameras and places', async () => {
    const { lin } = scene;
    const dialog = lin.getByRole('dialog');
    const close = (): Promise<void> => lin.keyboard.press('Escape');
    await lin.goto(`/villages/report?villageId=${scene.town.villageId}`);
    await lin.getByRole('button', { name: '3,325.45 元' }).click();
    await dialog.getByRole('row', { name: /集体资金.*325\.45/ }).waitFor();
    await dialog.getByRole('row', { name: /合计.*3,325\.45/ }).waitFor();
    await close();
    await lin.locator('.became').getByRole('button', { name: '3 台' }).last().click();
    await dialog.getByRole('link', { name: '上坡-2' }).waitFor();
    await close();
    await lin.getByRole('button', { name: '0 处' }).click();
    await dialog.getByText('没有：').waitFor();
    await close();
    expect(await seriousFindings(lin)).toEqual([]);
  });

  it('publish of the town and of a programme, whose numbers are opened village by village', async () => {
    const { chief } = scene;
    await chief.goto('/villages/publications?year=0');
    await chief.getByRole('row', { name: /上坡村.*3,325\.45/ }).waitFor();
    await chief.locator('.figures .received').getByRole('button').click();
    const dialog = chief.getByRole('dialog');
    await dialog.getByRole('button', { name: '上坡村' }).click();
    await dialog.getByRole('row', { name: /五星奖励.*10,000\.00/ }).waitFor();
    await chief.keyboard.press('Escape');
    await choose(chief, '范围', '雪亮工程');
    await chief.getByText('没有收支').waitFor();
    await chief.goto(`/villages/report?programmeId=${scene.town.programmeId}`);
    await chief.getByRole('button', { name: '2,000.00 元' }).first().click();
    await dialog.getByRole('row', { name: /合计.*2,000\.00/ }).waitFor();
    await chief.keyboard.press('Escape');
  });

  it('ask before they publish what coverage could not tell', async () => {
    const { chief } = scene;
    await chief.route('**/api/v1/fund-reports?**', async (route) => {
      const answer = await route.fetch();
      const report = (await answer.json()) as { total: object };
      await route.fulfill({ json: { ...report, total: { ...report.total, gapsClosed: null } } });
    });
    await chief.goto(`/villages/publications?villageId=${scene.town.elsewhereId}&year=0`);
    await chief.getByText('消除盲区暂不知道').waitFor();
    await button(chief, '正式公示').click();
    const dialog = chief.getByRole('dialog');
    await dialog.getByText('公示里这一栏将是空白').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await chief.unroute('**/api/v1/fund-reports?**');
  });

  it('correct a publication by a new one, with a reason', async () => {
    const { lin } = scene;
    await lin.goto(`/villages/publications?villageId=${scene.town.villageId}`);
    await button(lin, `更正 ${scene.number}`).click();
    await lin.getByText(`正在更正 ${scene.number}`).waitFor();
    await button(lin, '正式公示').click();
    await lin.getByText('请填写此项').waitFor();
    await lin.getByLabel('原因').fill('漏列一笔');
    await button(lin, '正式公示').click();
    await lin.getByRole('dialog').getByRole('button', { name: '正式公示' }).click();
    await lin.getByText(/已由 GS-.* 更正/).waitFor();
    expect(await lin.getByRole('button', { name: `更正 ${scene.number}` }).count()).toBe(0);
  });
}
