import type { Page, Route } from 'playwright-core';
import { describeWith } from '../needs.js';
import { PHONE } from './browser-house.js';
import { daysAgo } from './villages/villages-town.js';
import { WholeTown } from './whole-town.js';

/** Without these there is no page at all. */
const OF_THE_FRAME = /\/api\/v1\/(?:sessions|town|first-run|board\/events)/;
/** What asks for nothing before somebody has done something. */
const ASKS_NOTHING = /\/(?:import|password|forbidden|sign-in|welcome|nowhere|admin)$/;
/** 50 kB/s, and 0.8 s there and back. */
const WEAK_LINE = { offline: false, latency: 800, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Answers all that a page asks for with a refusal, until it is undone. */
async function refuse(page: Page, status: number): Promise<void> {
  const body = {
    status,
    code: 'a-code-that-no-page-knows',
    title: 'Refused',
    detail: 'Something in English.',
  };
  await page.route('**/api/v1/**', (route: Route) =>
    OF_THE_FRAME.test(route.request().url())
      ? route.continue()
      : route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) }),
  );
}

describeWith(['chromium'], 'on bad days', () => {
  let town: WholeTown;
  let page: Page;
  let addresses: readonly string[];

  beforeAll(async () => {
    town = await WholeTown.open(96);
    page = await town.house.signedIn('王镇长');
    page.setDefaultTimeout(20_000);
    addresses = (await town.addresses(page)).filter((path) => !ASKS_NOTHING.test(path));
  }, 180_000);

  afterAll(async () => town?.close());
  afterEach(() => town.house.refuseFaults());

  it('each page says that it waits', async () => {
    const held: Route[] = [];
    await page.route('**/api/v1/**', (route) =>
      OF_THE_FRAME.test(route.request().url()) ? route.continue() : void held.push(route),
    );
    for (const path of addresses) {
      await page.goto(path);
      await page.locator('main .el-skeleton, main .el-loading-mask, main [aria-busy=true]').first().waitFor();
    }
    expect(held.length).toBeGreaterThanOrEqual(addresses.length);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }, 300_000);

  it.each([
    ['what failed, in Chinese, and asks again at a click', 400, '加载失败'],
    ['what one may not see, and whom to ask', 403, '您没有查看此页的权限'],
  ])(
    'each page says %s',
    async (_what, status, words) => {
      await refuse(page, status);
      const silent: string[] = [];
      for (const path of addresses) {
        await page.goto(path);
        await page
          .getByText(words)
          .first()
          .waitFor()
          .catch(() => silent.push(path));
        if ((await page.locator('main').innerText()).includes('in English'))
          silent.push(`${path} in English`);
      }
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      expect(silent).toEqual([]);
      if (status === 403) return;
      while ((await page.getByRole('button', { name: '重试' }).count()) > 0)
        await page.getByRole('button', { name: '重试' }).first().click();
      await page.getByText(words).first().waitFor({ state: 'detached' });
    },
    300_000,
  );

  it.each([
    ['/', '所有在用摄像机均正常'],
    ['/faults', '没有待处理的故障'],
    ['/register', '台账还是空的'],
    ['/villages?show=waiting', '没有待办事项'],
  ])('a village that has nothing yet is told so: %s', async (path, words) => {
    const small = await town.house.signedIn('桥头', { viewport: PHONE });
    await small.goto(path);
    await small.locator('main').getByText(words).first().waitFor();
    expect(await small.getByRole('alert').count()).toBe(0);
    await small.context().close();
  });

  it('what was typed outlives a service that is gone and comes back, and changes are told again', async () => {
    const [admin, lin, chen] = await Promise.all(
      ['王镇长', '林书记', '陈工'].map((name) => town.house.signedIn(name)),
    );
    await admin!.goto('/admin/users');
    await admin!.getByRole('button', { name: '新建用户' }).click();
    await admin!.getByLabel('用户名').fill('赵工');
    await admin!.getByRole('combobox', { name: '角色' }).press('ArrowDown');
    await admin!.getByRole('option', { name: '运维' }).filter({ visible: true }).click();
    await lin!.goto(`/villages/${town.ids['villageId']}`);
    await lin!.getByRole('button', { name: '登记收入' }).click();
    await lin!.getByLabel('金额（元）').fill('1234.56');
    await lin!.getByLabel('到账日期').fill(daysAgo(9));
    await chen!.goto(`/cameras/${town.ids['fallen']}`);
    await chen!.getByLabel('打算怎么处理').fill('下午去看');
    await page.goto('/');
    await page.getByText('1 台离线').waitFor();

    const back = await town.house.cut();
    const deeds = [
      [admin!, '保存'],
      [lin!, '保存'],
      [chen!, /^知悉/],
    ] as const;
    for (const [one, deed] of deeds) {
      await one.getByRole('button', { name: deed }).click();
      await one.getByRole('alert').getByText('与服务的连接已中断').first().waitFor();
    }
    await page.getByText('实时更新中断').waitFor();
    await town.change('fallen', { faults: [] });
    await back();
    for (const [one, deed] of deeds) {
      await one.getByText('正在重新连接').waitFor({ state: 'detached' });
      await one.getByRole('button', { name: deed }).click();
    }
    await admin!.getByRole('textbox', { name: '初始密码' }).waitFor();
    await lin!.getByRole('row', { name: /1,234\.56/ }).waitFor();
    await page.getByText('所有在用摄像机均正常').waitFor();
    await page.getByRole('status').getByText('实时', { exact: true }).waitFor();
    const { items } = await town.house.service.json<{ items: { name: string }[] }>('users');
    expect(items.map(({ name }) => name)).toContain('赵工');
    for (const one of [admin, lin, chen]) await one!.context().close();
  }, 120_000);

  it('a technician on a weak line has the list of faults, and what is wrong with a camera', async () => {
    const phone = await town.house.signedIn('陈工', { viewport: PHONE });
    const wire = await phone.context().newCDPSession(phone);
    await wire.send('Network.emulateNetworkConditions', WEAK_LINE);
    await phone.goto('/faults');
    await phone.getByText('待处理').waitFor();
    await phone.goto(`/cameras/${town.ids['live']}`);
    await phone.getByRole('button', { name: '立即探测' }).waitFor();
    expect(await phone.getByRole('alert').count()).toBe(0);
    await phone.context().close();
  }, 90_000);
});
