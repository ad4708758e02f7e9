import { createHash } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { until } from '../e2e/built-service.js';
import { describeWith } from '../needs.js';
import { PASSWORD, PHONE, seriousFindings } from './browser-house.js';
import { daysAgo, HOSTILE, VillagesTown } from './villages-town.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describeWith(['chromium'], 'the pages of what villages buy', () => {
  let town: VillagesTown;
  let lin: Page;
  let chief: Page;
  /** Of the purchase, once it is entered. */
  let bought: string;
  let number: string;

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
  const cell = (page: Page, text: string) => page.getByRole('cell', { name: text }).first();
  const village = (): string => `/villages/${town.villageId}`;
  const purchases = async (): Promise<readonly { id: string; state: string }[]> =>
    (await town.house.service.json<{ items: { id: string; state: string }[] }>('purchases')).items;

  beforeAll(async () => {
    town = await VillagesTown.open();
    lin = await town.house.signedIn('林书记');
    chief = await town.house.signedIn('王镇长');
    for (const page of [lin, chief]) page.setDefaultTimeout(15_000);
  }, 120_000);

  afterAll(async () => town?.close());
  afterEach(() => town.house.refuseFaults());

  it('show a village its own, and nothing of others', async () => {
    await lin.getByRole('link', { name: '村务' }).click();
    await lin.getByRole('link', { name: '上坡村' }).waitFor();
    expect(await lin.getByText('桥头村').count()).toBe(0);
    await lin.goto(`/villages/${town.elsewhereId}`);
    await lin.getByText('不在您可查看的范围内').waitFor();
    expect(await lin.getByRole('button', { name: '登记收入' }).count()).toBe(0);
    await chief.goto('/villages');
    await chief.getByRole('link', { name: '桥头村' }).waitFor();
  });

  it('take money that the village brings up, to the fen, and say what is wrong at its field', async () => {
    await lin.goto(village());
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

  it('take a purchase: what is left is said, what is too much is refused, nothing typed is lost, and it is written once', async () => {
    await lin.getByRole('link', { name: '登记采购' }).click();
    await lin.getByLabel('购置日期').fill(daysAgo(20));
    await lin.getByLabel('供应商').fill(HOSTILE);
    await lin.getByLabel('支出事项').fill('400万像素枪机');
    await lin.getByLabel('数量').fill('4');
    await lin.getByLabel('单价（元）').fill('800.50');
    await button(lin, '增加一行').click();
    const second = lin.getByRole('group', { name: '第 2 行' });
    await second.getByLabel('支出事项').fill('安装');
    await second.getByLabel('单价（元）').fill('123.45');
    await second.getByText('是摄像机').click();
    await lin.getByText('合计 3,325.45 元').waitFor();
    const star = lin.getByLabel(/五星奖励/);
    await star.fill('10001');
    await lin.getByText('此来源只剩 10,000.00 元，多填了 1.00 元').waitFor();
    await star.fill('3000');
    await lin.getByText('还差 325.45 元未分配到资金来源').waitFor();
    await lin.locator('.share', { hasText: '集体资金' }).getByRole('button').click();
    await lin.getByText('资金来源与采购总额一致').waitFor();
    // The session ends before it is saved.
    await lin.context().clearCookies();
    await button(lin, '保存').click();
    await lin.waitForURL('**/sign-in**');
    await lin.getByLabel('用户名').fill('林书记');
    await lin.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await button(lin, '登录').click();
    await lin.getByText('合计 3,325.45 元').waitFor();
    expect(await lin.getByLabel(/集体资金/).inputValue()).toBe('325.45');
    // It is written, and the answer is lost on its way.
    const swallow = async (route: Route): Promise<void> => {
      await route.fetch();
      await route.abort();
    };
    await lin.route('**/api/v1/purchases', swallow, { times: 1 });
    await button(lin, '保存').click();
    await lin.getByText('与服务的连接已中断').first().waitFor();
    await button(lin, '保存').dblclick();
    await lin.getByRole('heading', { name: /3,325\.45/ }).waitFor();
    const entered = await purchases();
    expect(entered).toMatchObject([{ state: 'draft', supplier: HOSTILE, totalYuan: '3,325.45' }]);
    bought = entered[0]!.id;
    await lin.getByText('人民币叁仟叁佰贰拾伍元肆角伍分').waitFor();
  });

  it('tie cameras by what stands on their boxes, looked at first, and count those that live', async () => {
    await lin.getByLabel(/粘贴序列号/).fill(`${town.macs.join('\n')}\nSN-NOT-THERE`);
    await button(lin, '先核对').click();
    await lin.getByRole('row', { name: /SN-NOT-THERE.*本村台账里没有/ }).waitFor();
    await button(lin, '关联核对无误的 3 台').click();
    await lin.getByRole('row', { name: HOSTILE }).waitFor();
    await button(lin, '说明缺少的 1 台').click();
    await lin.getByLabel(/为什么没有确认在用/).fill('供应商缺货，下月补装');
    await lin.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await town.lives();
    await until(async () => {
      const { confirmed } = await town.house.service.json<{ confirmed: number }>(
        `purchases/${bought}/standing`,
      );
      return confirmed === 3;
    });
    await lin.reload();
    await lin.getByLabel('购置 4 台，确认在用 3 台，已说明 1 台，待处理 0 台').waitFor();
    await lin.getByText('✓ 确认在用').nth(2).waitFor();
    expect(await lin.getByRole('cell', { name: '✓ 确认在用' }).count()).toBe(3);
  });

  it('take files with what they are', async () => {
    await lin.getByText('合同', { exact: true }).click();
    await lin.getByLabel('上传附件').setInputFiles({ name: '合同.png', mimeType: 'image/png', buffer: PNG });
    const row = lin.getByRole('row', { name: /合同.*合同\.png/ });
    const [saved] = await Promise.all([lin.waitForEvent('download'), row.getByRole('link').click()]);
    expect(saved.suggestedFilename()).toBe('合同.png');
  });

  it('show the next step as one button, to whom it is for', async () => {
    const step = (page: Page, name: string) =>
      page.getByRole('region', { name: '下一步' }).getByRole('button', { name });
    const take = async (page: Page, name: string): Promise<void> => {
      await step(page, name).click();
      await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    };
    await take(lin, '提交审批');
    await lin.getByText('由镇级管理员办理').waitFor();
    expect(await step(lin, '批准').count()).toBe(0);
    await chief.goto('/villages?show=waiting');
    await chief.getByText('待镇里办 1').click();
    await chief.getByRole('link', { name: /400万像素枪机/ }).click();
    await step(chief, '退回').click();
    await chief.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await chief.getByText('请填写此项').waitFor();
    await chief.getByRole('dialog').getByLabel('原因').fill('请补合同');
    await chief.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await chief.getByText('已退回').first().waitFor();
    await lin.reload();
    await lin.getByText('请补合同').waitFor();
    await take(lin, '提交审批');
    await lin.getByText('由镇级管理员办理').waitFor();
    await chief.reload();
    await take(chief, '批准');
    await chief.getByText('由村/社区办理').waitFor();
    await lin.reload();
    await step(lin, '公示').click();
    await lin.getByLabel('公示开始').fill(daysAgo(10));
    await lin.getByLabel('公示结束').fill(daysAgo(9));
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByText('公示期太短').first().waitFor();
    await lin.getByLabel('公示结束').fill(daysAgo(5));
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByRole('dialog').waitFor({ state: 'detached' });
    await chief.reload();
    await take(chief, '办结');
    await chief.getByText('已办结，无需再办。').waitFor();
    expect(await purchases()).toMatchObject([{ state: 'closed' }]);
  });

  it('publish what was looked at, and anybody checks it by its number', async () => {
    await lin.goto(`${village()}/publications`);
    await lin.getByText('3,325.45 元').waitFor();
    const [preview] = await Promise.all([
      lin.context().waitForEvent('page'),
      lin.getByRole('link', { name: '打开要张贴的页面' }).click(),
    ]);
    await preview.getByText(HOSTILE).first().waitFor();
    await preview.close();
    await button(lin, '正式公示').click();
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    const done = lin.getByText(/已公示，编号 GS-/);
    await done.waitFor();
    number = /GS-\d{4}-\d{4}/.exec((await done.textContent())!)![0];
    const sha256 = (await lin.locator('code').first().textContent())!;
    const address = await lin.getByRole('link', { name: '公众核验页' }).getAttribute('href');
    const passer = await town.house.page();
    await passer.goto(new URL('.', `${town.house.service.url}${address}`).pathname.replace(/\/$/, ''));
    await passer.getByLabel(/请输入公示上的编号/).fill(number.toLowerCase());
    await button(passer, '核验').click();
    await passer.getByText(`以下为 ${number} 公示时的原文`).waitFor();
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

  it('correct a publication by a new one, with a reason', async () => {
    await button(lin, `更正 ${number}`).click();
    await lin.getByText(`正在更正 ${number}`).waitFor();
    await button(lin, '正式公示').click();
    await lin.getByText('请填写此项').waitFor();
    await lin.getByLabel('原因').fill('漏列一笔');
    await button(lin, '正式公示').click();
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByText(/已由 GS-.* 更正/).waitFor();
    expect(await lin.getByRole('button', { name: `更正 ${number}` }).count()).toBe(0);
  });

  it('correct with a reason, and void only what is typed out', async () => {
    const { items } = await town.house.service.json<{ items: { id: string; kind: string }[] }>('awards');
    const own = items.find(({ kind }) => kind === 'collective')!.id;
    const id = await town.pay('purchases', {
      villageId: town.villageId,
      boughtOn: daysAgo(3),
      supplier: '安通',
      lines: [{ what: '硬盘', quantity: 2, unitPriceFen: 10_000, isCamera: false }],
      funding: [{ awardId: own, parts: 1 }],
    });
    await lin.goto(`${village()}/purchases/${id}`);
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
    await lin.goto(village());
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

  it('import past years: tried first, with what to mend in each row', async () => {
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
    await button(lin, '正式导入').click();
    await lin.getByText('已导入 2 行，合计 15,000.00 元').waitFor();
    const { items } = await town.house.service.json<{ items: object[] }>('balances');
    expect(items).toContainEqual(expect.objectContaining({ village: '上坡村', receivedYuan: '27,100.50' }));
  });

  it('show an auditor all of it, and no button', async () => {
    const page = await town.house.signedIn('审计员');
    await page.goto(village());
    await page.getByText('集体资金').first().waitFor();
    expect(await page.getByRole('button', { name: /登记|更正/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: '登记采购' }).count()).toBe(0);
    await page.goto(`${village()}/purchases/${bought}`);
    await cell(page, '✓ 确认在用').waitFor();
    expect(await page.getByRole('button', { name: /提交|批准|作废|关联|上传/ }).count()).toBe(0);
    await page.goto('/villages/import');
    await page.getByText('您没有查看此页的权限').waitFor();
    await page.context().close();
  });

  it('compare suppliers, and say until when they answer', async () => {
    await chief.goto('/villages?show=suppliers');
    const row = chief.getByRole('row', { name: HOSTILE });
    await row.waitFor();
    await row.getByLabel('购置 4 台，确认在用 3 台，已说明 1 台，待处理 0 台').waitFor();
    expect((await row.getByRole('cell').allTextContents()).slice(1, 4)).toEqual(['1', '0', '0']);
    await chief.getByRole('tab', { name: '供应商' }).focus();
    await chief.keyboard.press('ArrowRight');
    await chief.getByText('没有符合条件的质保').waitFor();
  });

  it('speak English at one click, to the last word', async () => {
    await chief.goto(`${village()}/purchases/${bought}`);
    await button(chief, 'English').click();
    await chief.getByText('Closed; nothing is left to do.').waitFor();
    await chief.getByLabel('4 bought, 3 confirmed live, 1 explained, 0 open').waitFor();
    const sections = await chief.getByRole('heading', { level: 2 }).allTextContents();
    expect(sections).toEqual(['Next step', 'What was bought', 'Cameras they became', 'Files', 'History']);
    await button(chief, '中文').click();
    await chief.getByText('已办结，无需再办。').waitFor();
  });

  it('are used by everybody, on a desk and on a phone', async () => {
    const small = await town.house.signedIn('林书记', { viewport: PHONE });
    small.setDefaultTimeout(15_000);
    const paths = [
      ['/villages', '上坡村'],
      ['/villages?show=waiting', '没有待办事项'],
      [village(), '收支总览'],
      [`${village()}/purchases/${bought}`, '办理记录'],
      [`${village()}/purchases/new`, '由哪些资金支付'],
      [`${village()}/publications`, '公众核验页'],
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
  }, 60_000);
});
