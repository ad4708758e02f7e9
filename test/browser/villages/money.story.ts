import { button, type VillagesScene } from './villages-scene.js';
import { daysAgo } from './villages-town.js';

/** What comes in. */
export function takeMoney(scene: VillagesScene): void {
  it('show a village its own, and nothing of others', async () => {
    const { lin, chief } = scene;
    await lin.getByRole('link', { name: '村务' }).click();
    await lin.getByRole('link', { name: '上坡村' }).waitFor();
    expect(await lin.getByText('桥头村').count()).toBe(0);
    await lin.goto(`/villages/${scene.town.elsewhereId}`);
    await lin.getByText('不在您可查看的范围内').waitFor();
    expect(await lin.getByRole('button', { name: '登记收入' }).count()).toBe(0);
    await chief.goto('/villages');
    await chief.getByRole('link', { name: '桥头村' }).waitFor();
  });

  it('take money that the village brings up, to the fen, and say what is wrong at its field', async () => {
    const { lin } = scene;
    await lin.goto(scene.village);
    await button(lin, '登记收入').click();
    const dialog = lin.getByRole('dialog', { name: '登记收入' });
    expect(await dialog.getByText('星级奖励金', { exact: true }).count()).toBe(0);
    await dialog.getByLabel('金额（元）').fill('2000.505');
    await button(lin, '保存').click();
    await dialog.getByText('最多两位小数').waitFor();
    await dialog.getByLabel('金额（元）').fill('２,０００.5元');
    await dialog.getByLabel('到账日期').fill(daysAgo(30));
    await lin.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await lin.getByRole('row', { name: /集体资金.*2,000\.50/ }).waitFor();
  });
}
