import { goThere, probeNow, reportMended, rung, seeConfirmed } from '../browser/faults-steps.js';
import type { DemoTown } from './demo-town.js';

const VILLAGE = '海东社区';
/** Its one dead camera: it takes connections, and says nothing. */
const HUNG = '海东社区城中村128 (演示)';

/** From the overview of the morning to a camera that is mended and confirmed. */
export function technician(town: () => DemoTown): void {
  it('leads its technician from the overview of the morning to a camera that is mended and confirmed', async () => {
    const page = await town().enter('demo-technician');
    await page.getByText(/^\d+ 台离线，\d+ 台异常，最多的是“.+”。$/).waitFor();
    const cells = page.getByRole('row', { name: new RegExp(VILLAGE) }).getByRole('cell');
    expect(await cells.nth(1).innerText()).toBe('1');
    await page.getByRole('link', { name: '故障', exact: true }).click();
    await page.getByLabel(/^村 ?\/ ?社区/).selectOption({ label: VILLAGE });
    await page.getByRole('link', { name: HUNG }).click();

    await page.getByRole('heading', { name: HUNG }).waitFor();
    expect(await rung(page, '网络可达').innerText()).toContain('通过');
    expect(await rung(page, 'ONVIF 应答').innerText()).toContain('断在这里');
    await page.getByText('建议处理').waitFor();
    await goThere(page);
    await town().mend(HUNG, { faults: [], firstKeyFrameMs: 3_000 });
    await reportMended(page, '摄像机硬件', '无，断电重启');

    await probeNow(page);
    // Rungs are seen as they are climbed: there is a login before there is a picture.
    await page.locator('.ladder:has(.passed:has-text("登录")):has(.waiting:has-text("取到画面"))').waitFor();
    await seeConfirmed(page);
  }, 180_000);
}
