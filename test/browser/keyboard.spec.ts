import type { Locator, Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { PASSWORD } from './browser-house.js';
import { registerFile } from './register-town.js';
import { daysAgo } from './villages/villages-town.js';
import { WholeTown } from './whole-town.js';

/** More than any page has to stop at. */
const MOST_STOPS = 120;

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Goes on until it is there, as somebody does who has no mouse; what it comes to must show that it is there. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await isFocused(target)) break;
    await page.keyboard.press(key);
  }
  expect([String(target), await isFocused(target), await showsFocus(page)]).toEqual([
    String(target),
    true,
    true,
  ]);
}

/** An outline or a shadow, of its own, of what it stands in, or of the box that is drawn for it. */
function showsFocus(page: Page): Promise<boolean> {
  return page.evaluate(`[
    document.activeElement,
    document.querySelector('.el-checkbox__original:focus + .el-checkbox__inner'),
    document.activeElement.closest('[class*=wrapper], label'),
  ]
    .filter(Boolean)
    .some((one) => {
      const { outlineStyle, boxShadow } = getComputedStyle(one);
      return outlineStyle !== 'none' || boxShadow !== 'none';
    })`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

describeWith(['chromium'], 'the keyboard alone', () => {
  let town: WholeTown;
  let page: Page;

  beforeAll(async () => {
    town = await WholeTown.open(95);
  }, 180_000);

  afterAll(async () => town?.close());

  beforeEach(async () => {
    page = await town.house.page();
  });

  afterEach(async () => {
    await page.context().close();
    town.house.refuseFaults();
  });

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name }).first();
  const link = (name: string | RegExp): Locator => page.getByRole('link', { name }).first();

  async function signIn(name: string, path = '/'): Promise<void> {
    await page.goto(path);
    await type(page, page.getByLabel('用户名'), name);
    await type(page, page.getByLabel('密码', { exact: true }), PASSWORD);
    await page.keyboard.press('Enter');
    await button('退出').waitFor();
  }

  it('leads a technician from the overview to a camera that is probed, and on to its order', async () => {
    await signIn('陈工');
    await page.reload();
    await button('退出').waitFor();
    await page.keyboard.press('Tab');
    expect(await isFocused(link('跳到正文'))).toBe(true);
    await page.keyboard.press('Enter');
    await press(page, link('查看故障清单'));
    await press(page, page.locator('a.fault-row'));
    await press(page, button('立即探测'));
    await page.getByText('取不到画面').waitFor();
    await press(page, page.getByRole('region', { name: '工单' }).getByRole('button', { name: '留言' }));
    await page.keyboard.type('下午去');
    expect(new URL(page.url()).pathname).toBe(`/cameras/${town.ids['fallen']}`);
  }, 60_000);

  it('lets a village take money in: the dialog has the focus, keeps it, and gives it back', async () => {
    await signIn('林书记', `/villages/${town.ids['villageId']}`);
    await press(page, button('登记收入'));
    const dialog = page.getByRole('dialog', { name: '登记收入' });
    await dialog.waitFor();
    const isInside = (): Promise<boolean> =>
      dialog.evaluate((element) => element.contains(element.ownerDocument.activeElement));
    for (let stops = 0; stops < 20; stops += 1) {
      await page.keyboard.press('Tab');
      expect(await isInside()).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await isFocused(button('登记收入'))).toBe(true);

    await page.keyboard.press('Enter');
    await type(page, dialog.getByLabel('金额（元）'), '1200.50');
    await dialog.getByLabel('到账日期').fill(daysAgo(10));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /1,200\.50/ }).waitFor();
  }, 60_000);

  it('lets a village enter a purchase, and publish', async () => {
    await signIn('林书记', `/villages/${town.ids['villageId']}`);
    await press(page, link('登记采购'));
    await page.getByLabel('购置日期').fill(daysAgo(5));
    await type(page, page.getByLabel('供应商'), '安通');
    await type(page, page.getByLabel('支出事项'), '枪机');
    await type(page, page.getByLabel('单价（元）'), '100');
    await press(page, button(/其余 100\.00 元由此支付/));
    await press(page, button('保存'));
    await page.getByRole('heading', { name: /安通 · 100\.00 元/ }).waitFor();
    await page.goto(`/villages/${town.ids['villageId']}/publications`);
    await press(page, button('正式公示'));
    await press(page, page.getByRole('dialog').getByRole('button', { name: /^(?:确定|正式公示)$/ }));
    await page.getByText(/已公示，编号 GS-/).waitFor();
    const { items } = await town.house.service.json<{ items: object[] }>('publications');
    expect(items).toHaveLength(2);
  }, 60_000);

  it('lets an admin find a camera, change it and save it', async () => {
    await signIn('王镇长', '/register');
    await type(page, page.getByLabel('名称、编码、IP 或拼音首字母（spc）'), `127.95.0.3`);
    await page.getByRole('status').filter({ hasText: '共 1 台' }).waitFor();
    await press(
      page,
      page.getByRole('grid').or(page.locator('main')).getByRole('link', { name: /img/ }).first(),
    );
    await type(page, page.getByLabel('设备型号'), 'DS-2CD');
    await page.keyboard.press('Enter');
    await page.getByText('已保存').waitFor();
    const path = `cameras/${town.ids['fallen']}`;
    expect(await town.house.service.json(path)).toMatchObject({ register: { model: 'DS-2CD' } });
  }, 60_000);

  it('lets an admin import a file: checked first, then written', async () => {
    await signIn('王镇长', '/register/import');
    const chooser = page.getByLabel('把文件拖到这里，或点击选择');
    await tabTo(page, chooser);
    const { buffer, ...file } = registerFile();
    const ours = Buffer.from(buffer.toString().replaceAll(',上坡村,', ',桥头村,'));
    await chooser.setInputFiles({ ...file, buffer: ours });
    await press(page, button('导入 4 行'));
    await page.getByRole('status').filter({ hasText: '已导入' }).waitFor();
    await press(page, link('去看台账'));
    await page.getByRole('status').filter({ hasText: '共 6 台' }).waitFor();
    const { items } = await town.house.service.json<{ items: object[] }>('cameras');
    expect(items).toHaveLength(6);
  }, 60_000);

  it('leads a planner from a suggestion to a plan, and out of the house with it', async () => {
    const { villageId } = town.ids;
    const geometry = { type: 'Point', coordinates: [118.47, 24.71992] };
    const place = { name: '祠堂', villageId, kind: '停车场', geometry, detail: 'recognise', weight: 3 };
    await town.house.service.json('places', place);
    await signIn('王镇长', `/planning?village=${villageId}&side=suggest`);
    await type(page, page.getByLabel('预算').last(), '7000');
    // Nobody has drawn where the village ends.
    await tabTo(page, page.getByLabel('村界内按网格'));
    await page.keyboard.press('Space');
    await press(page, button('开始计算'));
    await press(page, button('全部加入调整'));
    await tabTo(page, page.getByRole('tab', { name: '选点建议' }), 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await type(page, page.getByLabel('方案名称'), '祠堂补点');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '祠堂补点', level: 1 }).waitFor();
    const download = page.waitForEvent('download');
    await press(page, link('表格（xlsx）'));
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  }, 90_000);
});
