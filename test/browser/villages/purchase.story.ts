import type { Page, Route } from 'playwright-core';
import { until } from '../../e2e/built-service.js';
import { PASSWORD } from '../browser-house.js';
import { button, type VillagesScene } from './villages-scene.js';
import { daysAgo, HOSTILE } from './villages-town.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** From a draft to a purchase that is closed. */
export function buy(scene: VillagesScene): void {
  it('take a purchase: what is left is said, what is too much is refused, nothing typed is lost, and it is written once', async () => {
    const { lin } = scene;
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
    await button(lin, '保存').focus();
    await lin.context().clearCookies();
    await lin.keyboard.press('Enter');
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
    const entered = await scene.purchases();
    expect(entered).toMatchObject([{ state: 'draft', supplier: HOSTILE, totalYuan: '3,325.45' }]);
    scene.bought = entered[0]!.id;
    await lin.getByText('人民币叁仟叁佰贰拾伍元肆角伍分').waitFor();
  });

  it('tie cameras by what stands on their boxes, looked at first, and count those that live', async () => {
    const { lin } = scene;
    await lin.getByLabel(/粘贴序列号/).fill(`${scene.town.macs.join('\n')}\nSN-NOT-THERE`);
    await button(lin, '先核对').click();
    await lin.getByRole('row', { name: /SN-NOT-THERE.*本村台账里没有/ }).waitFor();
    await button(lin, '关联核对无误的 3 台').click();
    await lin.getByRole('row', { name: HOSTILE }).waitFor();
    await button(lin, '说明缺少的 1 台').click();
    await lin.getByLabel(/为什么没有确认在用/).fill('供应商缺货，下月补装');
    await lin.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await scene.town.lives();
    await until(async () => {
      const { confirmed } = await scene.town.house.service.json<{ confirmed: number }>(
        `purchases/${scene.bought}/standing`,
      );
      return confirmed === 3;
    });
    await lin.reload();
    await lin.getByLabel('购置 4 台，确认在用 3 台，已说明 1 台，待处理 0 台').waitFor();
    await lin.getByText('✓ 确认在用').nth(2).waitFor();
    expect(await lin.getByRole('cell', { name: '✓ 确认在用' }).count()).toBe(3);
  });

  it('take files with what they are', async () => {
    const { lin } = scene;
    await lin.getByText('合同', { exact: true }).click();
    await lin.getByLabel('上传附件').setInputFiles({ name: '合同.png', mimeType: 'image/png', buffer: PNG });
    const row = lin.getByRole('row', { name: /合同.*合同\.png/ });
    const [saved] = await Promise.all([lin.waitForEvent('download'), row.getByRole('link').click()]);
    expect(saved.suggestedFilename()).toBe('合同.png');
  });

  it('show the next step as one button, to whom it is for', async () => {
    const { lin, chief } = scene;
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
    let answer!: () => void;
    const isAsked = new Promise<void>((resolve) => (answer = resolve));
    await lin.route('**/board/settings', (route) => isAsked.then(() => route.continue()), { times: 1 });
    await lin.reload();
    // For how long is not known before the service says so.
    await step(lin, '公示').waitFor();
    expect(await step(lin, '公示').isDisabled()).toBe(true);
    answer();
    await step(lin, '公示').click();
    // Three days, as the town asks, and not the seven of most towns.
    expect(await lin.getByLabel('公示结束').inputValue()).toBe(daysAgo(-2));
    await lin.getByLabel('监督委员会审核日期').fill(daysAgo(-1));
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByText('应在购置日期与公示开始之间').waitFor();
    await lin.getByLabel('公示开始').fill(daysAgo(-2));
    await lin.getByText('日期不能晚于今天').waitFor();
    await lin.getByLabel('监督委员会审核日期').fill(daysAgo(11));
    await lin.getByLabel('公示开始').fill(daysAgo(10));
    await lin.getByLabel('公示结束').fill(daysAgo(9));
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByText('公示至少 3 天，请把结束日期往后延').waitFor();
    await lin.getByLabel('公示结束').fill(daysAgo(5));
    await lin.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await lin.getByRole('dialog').waitFor({ state: 'detached' });
    await chief.reload();
    await take(chief, '办结');
    await chief.getByText('已办结，无需再办。').waitFor();
    expect(await scene.purchases()).toMatchObject([{ state: 'closed' }]);
  });
}
