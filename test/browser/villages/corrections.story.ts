import { seriousFindings } from '../browser-house.js';
import { button, type VillagesScene } from './villages-scene.js';
import { daysAgo } from './villages-town.js';

/** What was written wrong. */
export function correct(scene: VillagesScene): void {
  it('correct with a reason, and void only what is typed out', async () => {
    const { lin } = scene;
    const { items } = await scene.town.house.service.json<{ items: { id: string; kind: string }[] }>(
      'awards',
    );
    const own = items.find(({ kind }) => kind === 'collective')!.id;
    const id = await scene.town.pay('purchases', {
      villageId: scene.town.villageId,
      boughtOn: daysAgo(3),
      supplier: '安通',
      lines: [{ what: '硬盘', quantity: 2, unitPriceFen: 10_000, isCamera: false }],
      funding: [{ awardId: own, parts: 1 }],
    });
    await lin.goto(`${scene.village}/purchases/${id}`);
    await lin.getByRole('link', { name: '更正' }).click();
    await lin.getByLabel('数量').fill('3');
    await lin.getByText('还差 100.00 元').waitFor();
    await button(lin, '其余 100.00 元由此支付').click();
    await button(lin, '保存').click();
    await lin.getByText('请填写此项').waitFor();
    await lin.getByLabel('原因').fill('数量写错');
    await button(lin, '保存').click();
    await lin.getByRole('heading', { name: '安通 · 300.00 元' }).waitFor();
    await lin.getByText('数量写错').waitFor();
    await lin.getByText('第 2 版：安通').waitFor();
    await button(lin, '作废').click();
    const dialog = lin.getByRole('dialog', { name: '作废' });
    await dialog.getByLabel('原因').fill('退货');
    expect(await dialog.getByRole('button', { name: '确定' }).isDisabled()).toBe(true);
    await dialog.getByLabel('请输入“作废”以确认').fill('作废');
    await dialog.getByRole('button', { name: '确定' }).click();
    await lin.getByText('已作废，无需再办。').waitFor();
  });

  it('correct income with a reason, beside what it said before', async () => {
    const { lin } = scene;
    await lin.goto(scene.village);
    await button(lin, /^更正 .*集体资金/).click();
    const dialog = lin.getByRole('dialog', { name: '更正收入' });
    await dialog.getByLabel('金额（元）').fill('2100.50');
    await button(lin, '保存').click();
    await dialog.getByText('请填写此项').waitFor();
    expect(await seriousFindings(lin)).toEqual([]);
    await dialog.getByLabel('原因').fill('少记一百');
    await button(lin, '保存').click();
    await lin.getByRole('row', { name: /集体资金.*2,100\.50/ }).waitFor();
    expect(await lin.getByRole('button', { name: /^更正 .*五星奖励/ }).count()).toBe(0);
    await button(lin, /^更正 .*集体资金/).click();
    await dialog.getByText('2,000.50 元').waitFor();
    await dialog.getByText('原因：少记一百').waitFor();
  });
}
