import { seriousFindings } from '../browser-house.js';
import type { VillagesScene } from './villages-scene.js';
import { CLAIMED, HOSTILE } from './villages-town.js';

/** Who sold it, and what they answer for. */
export function claimFromSuppliers(scene: VillagesScene): void {
  it('compare suppliers, and say until when they answer', async () => {
    const { chief } = scene;
    await chief.goto('/villages?show=suppliers');
    const row = chief.getByRole('row', { name: HOSTILE });
    await row.waitFor();
    await row.getByLabel('购置 4 台，确认在用 3 台，已说明 1 台，待处理 0 台').waitFor();
    expect((await row.getByRole('cell').allTextContents()).slice(1, 4)).toEqual(['1', '0', '0']);
    await chief.getByRole('tab', { name: '供应商' }).focus();
    await chief.keyboard.press('ArrowRight');
    const months = chief.getByRole('table', { name: '按月到期' });
    await months.getByRole('row', { name: /恒视科技.*球机 QJ-1 × 2/ }).waitFor();
  });

  it('claim what failed within warranty by a letter with its numbers and proof', async () => {
    const { chief } = scene;
    await chief.goto('/villages?show=warranties');
    const claims = chief.getByRole('region', { name: '可以向供应商索赔' });
    await claims.getByText('2 台中有 1 台在质保期内故障').waitFor();
    await claims.getByRole('link', { name: '索赔函' }).click();
    await chief.getByRole('heading', { name: '质保期内设备故障报修函' }).waitFor();
    const row = chief.getByRole('row', { name: CLAIMED.failed });
    for (const proof of ['35058200021310000001', 'C0-56-E3-58-99-01', '起，持续 5 天'])
      await row.getByText(proof).waitFor();
    await chief.getByText(`合同号 ${CLAIMED.contractNumber}`).waitFor();
    await chief.getByText('（人民币贰仟元整）').waitFor();
    expect(await chief.getByRole('table').getByRole('row').count()).toBe(2);
    expect(await seriousFindings(chief)).toEqual([]);
    await chief.emulateMedia({ media: 'print' });
    expect(await chief.getByRole('navigation').isVisible()).toBe(false);
    expect(await chief.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await chief.getByText('（盖章）').isVisible()).toBe(true);
    await chief.emulateMedia({ media: 'screen' });
  });
}
