import type { Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { PHONE } from './browser-house.js';
import { choose } from './choose.js';
import { daysAgo } from './villages/villages-town.js';
import { WholeTown } from './whole-town.js';

/** 50 kB/s, and 0.8 s there and back. */
const WEAK_LINE = { offline: false, latency: 800, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** What was asked for has come, or failed. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  while ((await page.locator('.el-skeleton').count()) > 0)
    await page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
}

describeWith(['chromium'], 'on a phone, and on bad days', () => {
  let town: WholeTown;
  let page: Page;

  beforeAll(async () => {
    town = await WholeTown.open(96);
    page = await town.house.signedIn('王镇长');
  }, 180_000);

  afterAll(async () => town?.close());
  afterEach(() => town.house.refuseFaults());

  it('a technician with a phone has the probe of a camera in reach of a thumb', async () => {
    const small = await town.house.signedIn('陈工', { viewport: PHONE, hasTouch: true, isMobile: true });
    await visit(small, `/cameras/${town.ids['fallen']}`);
    const { y, height } = (await small.getByRole('button', { name: '立即探测' }).boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.height);
    expect(y).toBeGreaterThan(PHONE.height / 2);
    await small.context().close();
  });

  it.each([
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
    await choose(admin!, '角色', '运维');
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
    // The camera is mended meanwhile: there is no outage left to acknowledge.
    for (const [one, deed] of deeds.slice(0, 2)) {
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
    await phone.getByText('没有待处理的故障').waitFor();
    await phone.goto(`/cameras/${town.ids['live']}`);
    await phone.getByRole('button', { name: '立即探测' }).waitFor();
    expect(await phone.getByRole('alert').count()).toBe(0);
    await phone.context().close();
  }, 90_000);
});
