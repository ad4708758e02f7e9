import { button, type VillagesScene } from './villages-scene.js';

/** Years of before, from a file. */
export function importPastYears(scene: VillagesScene): void {
  it('import past years: tried first, with what to mend in each row', async () => {
    const { lin } = scene;
    const csv = (amount: string) => ({
      name: '奖励金.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `村,年度,类别,金额,到账日期\n上坡村,2021,集体资金,1000,2021-05-01\n上坡村,2022,捐赠,${amount},2022-05-01\n`,
      ),
    });
    await lin.goto('/villages/import');
    await lin.getByLabel(/拖到这里/).setInputFiles(csv('1.4万'));
    await button(lin, '试导入').click();
    await lin.getByText('可导入 1 行，已有 0 行，跳过 0 行，有问题 1 行').waitFor();
    await lin.getByRole('row', { name: /有问题.*“金额”列写着“1.4万”/ }).waitFor();
    await lin.getByLabel(/拖到这里/).setInputFiles(csv('14000'));
    await button(lin, '试导入').click();
    // Stopped while the service has it: nothing is written, and it can be sent again.
    const sent = lin.waitForRequest('**/api/v1/awards/import?dryRun=false**');
    await lin.route('**/api/v1/awards/import?dryRun=false**', () => {}, { times: 1 });
    await button(lin, '正式导入').click();
    await sent;
    await button(lin, '停止').click();
    await lin.getByText('同一份文件不会重复登记').waitFor();
    await button(lin, '正式导入').click();
    await lin.getByText('已导入 2 行，合计 15,000.00 元').waitFor();
    const { items } = await scene.town.house.service.json<{ items: object[] }>('balances');
    expect(items).toContainEqual(expect.objectContaining({ village: '上坡村', receivedYuan: '27,100.50' }));
  });
}
