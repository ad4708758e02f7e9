import { readXlsx } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { type BrowserHouse, PASSWORD, PHONE, seriousFindings } from './browser-house.js';
import { CRUEL, PlanningTownPages } from './planning-town.js';

/** A picture of one pixel. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const side = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();
const pane = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name, exact: true });
const figure = (page: Page): Locator => page.locator('[data-figure=gain]');

async function chooseVillage(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '村/社区' }).click();
  await page.getByRole('option', { name }).click();
}

async function chooseCamera(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '选择摄像机' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** As somebody types a number who uses no mouse. */
async function type(page: Page, label: string | RegExp, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

async function drag(page: Page, handle: Locator, byX: number, byY: number): Promise<void> {
  const { x, y, width, height } = (await handle.boundingBox())!;
  const [fromX, fromY] = [x + width / 2, y + height / 2];
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move(fromX + byX / 2, fromY + byY / 2);
  await page.mouse.move(fromX + byX, fromY + byY);
  await page.mouse.up();
}

describeWith(['chromium'], 'planning, from gap to plan', () => {
  let town: PlanningTownPages;
  let house: BrowserHouse;
  let page: Page;

  beforeAll(async () => {
    town = await PlanningTownPages.open();
    house = town.house;
    await house.person('lin', 'planner');
    await house.person('wu', 'village', [town.otherVillageId]);
    await house.person('shen', 'auditor');
  }, 120_000);

  afterAll(async () => town?.close());

  afterEach(async () => {
    await page?.context().close();
    house.refuseFaults();
  });

  it('finds what is dark and uncovered, mends before it buys, and leaves with the plan', async () => {
    page = await house.signedIn('lin');
    await page.getByRole('link', { name: '规划', exact: true }).click();
    await chooseVillage(page, '上坡村');
    const standing = pane(page, '现状');
    await standing.getByRole('row', { name: /学校 未覆盖 辨认 5 无/ }).waitFor();
    await standing.getByRole('row', { name: /桥头 失明 辨认 2/ }).waitFor();
    await standing.getByText('盲区权重合计 8').waitFor();

    await side(page, '先修后买');
    const repair = pane(page, '先修后买').getByRole('listitem').filter({ hasText: '桥头' });
    await repair.getByText('500.00 元', { exact: true }).waitFor();
    await repair.getByText('3,000.00 元').waitFor();
    await repair.getByText('省 2,500.00 元').waitFor();
    await repair.getByRole('button', { name: '维修：加入调整' }).click();

    await side(page, '调整');
    await page.getByText('8 → 6').waitFor();
    await page.getByRole('button', { name: '新增摄像机' }).click();
    await page.getByRole('button', { name: '在图中央新增' }).click();
    await type(page, '名称', '校门口');
    await type(page, '经度（°）', '118.464506');
    await page.getByText('8 → 1').waitFor();
    expect(await figure(page).textContent()).toBe('7');
    const changed = page.getByRole('list', { name: '发生变化的重点部位' });
    await changed
      .getByRole('listitem')
      .filter({ hasText: /学校.*未覆盖.*单点覆盖.*消除盲区/ })
      .waitFor();

    await page.getByText('有 1 项新增未填费用').waitFor();
    await page.getByLabel('校门口 新增的费用').fill('3,500.5');
    await page.getByText('4,000.50 元').waitFor();
    await page.getByLabel('方案名称').fill('先修后买');
    await page.getByRole('button', { name: '保存方案' }).click();

    await page.getByRole('heading', { name: '先修后买', level: 1 }).waitFor();
    await page.getByText('兑现 0.0%').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '表格（xlsx）' }).click(),
    ]);
    const { sheets } = await readXlsx(await readFile(await download.path()));
    expect(sheets[0]!.rows.slice(0, 5)).toEqual(
      expect.arrayContaining([
        ['名称', '先修后买'],
        ['费用(元)', 4000.5],
      ]),
    );
    const print = page.getByRole('link', { name: '打印' });
    expect(await print.getAttribute('href')).toMatch(/\/export\?format=html$/);
  }, 60_000);

  it('is done with a mouse on the map: a camera that is dragged and turned shows at once what that gains', async () => {
    page = await house.signedIn('lin');
    await page.goto(`/planning?village=${town.villageId}&side=draft`);
    await chooseCamera(page, '村口摄像机');
    const heading = page.getByLabel(/^朝向/);
    expect(await heading.inputValue()).toBe('0');
    await drag(page, page.getByLabel('拖动改变 村口摄像机 的朝向'), 0, 160);
    await page.getByText('8 → 11').waitFor();
    expect(await heading.inputValue()).toBe('180');
    expect(await figure(page).textContent()).toBe('−3');
    await page.getByText('出现盲区').waitFor();
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).click();
    await page.getByText('还没有调整').waitFor();

    await chooseCamera(page, '村口摄像机');
    await type(page, '水平视场角（°）', '30');
    await page.getByRole('combobox', { name: '分辨率' }).click();
    await page.getByRole('option', { name: '3840x2160' }).click();
    expect(await page.getByLabel('水平视场角（°）').inputValue()).toBe('30');
    await page.getByRole('button', { name: '撤销：村口摄像机 换镜头' }).click();
    const before = await page.getByLabel('经度（°）').inputValue();
    await drag(page, page.getByLabel('拖动改变 村口摄像机 的位置'), -130, 0);
    await page.getByRole('button', { name: '撤销：村口摄像机 移位' }).waitFor();
    expect(Number(await page.getByLabel('经度（°）').inputValue())).toBeLessThan(Number(before) - 0.0003);

    await page.getByRole('button', { name: '拆除' }).click();
    await page.getByRole('button', { name: '撤销：村口摄像机 拆除' }).waitFor();
    expect(await page.getByRole('button', { name: /^撤销/ }).count()).toBe(1);
  }, 60_000);

  it('keeps what was tried through a reload and the end of the session', async () => {
    page = await house.signedIn('lin');
    await page.goto(`/planning?village=${town.villageId}&side=draft`);
    await chooseCamera(page, '村口摄像机');
    await type(page, /^朝向/, '90');
    await page.getByRole('button', { name: '撤销：村口摄像机 转向' }).waitFor();
    await page.reload();
    const undo = page.getByRole('button', { name: '撤销：村口摄像机 转向' });
    await undo.waitFor();

    await page.context().clearCookies();
    await side(page, '薄弱点');
    await page.getByLabel('用户名').fill('lin');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await side(page, '调整');
    await undo.waitFor();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByText('清空全部 1 项调整？').waitFor();
    expect(await page.getByRole('button', { name: /^撤销/ }).count()).toBe(1);
  }, 60_000);

  it('is suggested within a budget, can be stopped, and says why something cannot be', async () => {
    page = await house.signedIn('lin');
    await page.goto(`/planning?village=${town.villageId}&side=suggest`);
    const asked = pane(page, '选点建议');
    await page.route('**/coverage/suggestions', () => {});
    await asked.getByLabel('预算').last().fill('1');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText(/正在计算，已用 \d+ 秒/).waitFor();
    await asked.getByRole('button', { name: '停止计算' }).click();
    await asked.getByText('已停止计算').waitFor();
    await page.unroute('**/coverage/suggestions');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText('预算连最便宜的一项都不够').waitFor();

    await asked.getByLabel('预算').last().fill('7000');
    await asked.getByRole('button', { name: '开始计算' }).click();
    await asked.getByText(/可以证明：已达到最优结果的 \d/).waitFor();
    await asked.getByText(`维修 ${CRUEL}`).waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await asked.getByRole('button', { name: '全部加入调整' }).click();
    await side(page, '调整');
    await page.getByText('8 → 1').waitFor();
  }, 60_000);

  it('shows what alone brings gaps, and two plans beside each other', async () => {
    const buy = (name: string, costFen: number, longitudeDeg: number) => ({
      kind: 'buy',
      name,
      villageId: town.villageId,
      position: { latitudeDeg: 24.715, longitudeDeg },
      headingDeg: 0,
      costFen,
    });
    await house.service.json('plans', { name: '甲', changes: [buy('甲一', 350_000, 118.464506)] });
    await house.service.json('plans', { name: '乙', changes: [buy('乙一', 600_000, 118.465494)] });
    page = await house.signedIn('lin');
    await page.goto(`/planning?village=${town.villageId}&side=weak`);
    await pane(page, '薄弱点')
      .getByRole('listitem')
      .filter({ hasText: /村口摄像机.*权重 3.*村口/ })
      .waitFor();
    await side(page, '方案');
    for (const name of ['甲', '乙']) await page.getByLabel(`选择“${name}”进行对比`).check({ force: true });
    await page.getByRole('button', { name: '对比所选两个方案' }).click();
    await page.getByRole('row', { name: /费用 3,500.00 元 更好 6,000.00 元/ }).waitFor();
    await page.getByRole('row', { name: /学校 未覆盖 单点覆盖 未覆盖/ }).waitFor();
    await page.getByRole('link', { name: '乙' }).click();
    await page.getByRole('button', { name: '录入台账' }).click();
    const dialog = page.getByRole('dialog', { name: '录入台账' });
    await dialog.getByText('将把 1 台新增摄像机').waitFor();
    await dialog.getByRole('button', { name: '录入台账' }).click();
    await page.getByText('已录入台账', { exact: true }).waitFor();
    await page.getByRole('button', { name: '删除方案' }).click();
    const removal = page.getByRole('dialog', { name: '删除方案' });
    expect(await removal.getByRole('button', { name: '删除方案' }).isDisabled()).toBe(true);
    await removal.getByLabel('输入“乙”确认').fill('乙');
    await removal.getByRole('button', { name: '删除方案' }).click();
    await page.waitForURL('**/planning?side=plans');
  }, 60_000);

  it('is for each only what they may see, and says so', async () => {
    const { items } = await house.service.json<{ items: { id: string }[] }>('plans');
    page = await house.signedIn('wu');
    await page.goto('/planning');
    await page.getByText('还没有登记重点部位').waitFor();
    expect(new URL(page.url()).searchParams.get('village')).toBe(town.otherVillageId);
    await page.goto(`/planning/plans/${items[0]!.id}`);
    await page.getByRole('alert').getByText('没有找到，或不在您可查看的范围内').waitFor();
    await page.goto(`/planning?village=${town.villageId}`);
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByText('村口摄像机').count()).toBe(0);
    await page.context().close();

    page = await house.signedIn('shen');
    await page.goto(`/planning?village=${town.villageId}&side=draft`);
    await page.getByText('您的角色只能查看').waitFor();
    await side(page, '先修后买');
    await pane(page, '先修后买').getByText('省 2,500.00 元').waitFor();
    expect(await page.getByRole('button', { name: /加入调整/ }).count()).toBe(0);
  }, 60_000);

  it('says that it could not be loaded, and tries again', async () => {
    page = await house.signedIn('lin');
    await page.route('**/coverage/map?*', (route) => route.fulfill({ status: 422, body: '{}' }));
    await page.goto(`/planning?village=${town.villageId}`);
    await page.getByRole('alert').getByText('加载失败').waitFor();
    await page.unroute('**/coverage/map?*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('canvas').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  }, 60_000);

  it('lies upon the map of the town, whose tiles are shifted to the ground and not the cameras', async () => {
    page = await house.signedIn('lin');
    const asked: string[] = [];
    await page.route('**/board/settings', async (route) => {
      const answer = (await (await route.fetch()).json()) as { map: object };
      const map = {
        ...answer.map,
        basemap: 'raster',
        url: '/tiles/{z}/{x}/{y}.png',
        coordinateSystem: 'gcj02',
      };
      await route.fulfill({ json: { ...answer, map: { ...map, attribution: '<b>审图号</b>' } } });
    });
    await page.route('**/tiles/**', (route) => {
      asked.push(new URL(route.request().url()).pathname);
      return route.fulfill({ contentType: 'image/png', body: Buffer.from(DOT, 'base64') });
    });
    await page.goto(`/planning?village=${town.villageId}`);
    await page.getByText('<b>审图号</b>').waitFor();
    await page.waitForLoadState('networkidle');
    const tiles = asked.map((path) => path.match(/\d+/g)!.map(Number));
    const z = Math.max(...tiles.map(([zoom]) => zoom!));
    const columns = tiles.filter(([zoom]) => zoom === z).map(([, x]) => x!);
    // The middle of the village, 118.465, is 118.46976 of a map in GCJ-02: three and a half tiles further east at zoom 18.
    const wanted = ((118.46976 + 180) / 360) * 2 ** z;
    expect(z).toBeGreaterThanOrEqual(17);
    const middle = (Math.min(...columns) + Math.max(...columns) + 1) / 2;
    expect(Math.abs(middle - wanted)).toBeLessThan(1);
  }, 60_000);

  it('is to be used by everybody', async () => {
    page = await house.signedIn('lin');
    for (const name of ['standing', 'draft', 'suggest', 'repairs', 'weak', 'plans']) {
      await page.goto(`/planning?village=${town.villageId}&side=${name}`);
      await page.locator('canvas').waitFor();
      if (name === 'draft') await chooseCamera(page, '村口摄像机');
      expect([name, await seriousFindings(page)]).toEqual([name, []]);
    }
    await page.goto(`/planning?village=${town.villageId}&side=plans`);
    await page.getByRole('link', { name: '甲', exact: true }).click();
    await page.getByRole('heading', { name: '承诺与实际' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    await page.goto(`/planning?village=${town.villageId}`);
    await page.locator('canvas').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  }, 90_000);
});
