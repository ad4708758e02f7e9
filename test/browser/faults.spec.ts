import type { Page } from 'playwright-core';
import { until } from '../e2e/built-service.js';
import { describeWith } from '../needs.js';
import { DESKTOP, PHONE, seriousFindings } from './browser-house.js';
import { goThere, probeNow, reportMended, rung, seeConfirmed } from './faults-steps.js';
import { FaultsStory, SCRIPT_NAME } from './faults-town.js';

const OF_THE_SWITCH = ['村口球机', '祠堂前枪机', SCRIPT_NAME] as const;

describeWith(['chromium'], 'from the overview to a camera that is mended', () => {
  let story: FaultsStory;
  let page: Page;

  beforeAll(async () => {
    story = await FaultsStory.open(91);
    await story.house.person('陈工', 'technician');
    await story.house.person('后林', 'village', [story.villageIds.get('后林村')!]);
  }, 90_000);

  afterAll(async () => story?.close());

  afterEach(async () => {
    await page.context().close();
    story.house.refuseFaults();
  });

  it('leads a technician with a phone from what is wrong to what is confirmed', async () => {
    page = await story.house.signedIn('陈工', { viewport: PHONE });
    await page.getByText('所有在用摄像机均正常。').waitFor();

    await story.change('后林桥头', { faults: ['refuse'] });
    await page.getByText('1 台离线，0 台异常，最多的是“后林村”。').waitFor();
    await page.getByRole('link', { name: '故障', exact: true }).click();
    await page.getByRole('heading', { name: /端口拒绝连接/ }).waitFor();
    await page.getByRole('link', { name: /后林桥头/ }).click();

    await page.getByRole('heading', { name: '后林桥头' }).waitFor();
    await page.getByText('核对 ONVIF 端口或重启设备').waitFor();
    expect(await rung(page, '网络可达').innerText()).toMatch(/断在这里[\s\S]*端口拒绝连接/);
    await page.getByLabel('打算怎么处理').fill('下午去看');
    await page.getByRole('button', { name: '知悉' }).click();
    await page.getByText('下午去看').waitFor();

    await goThere(page);
    await story.change('后林桥头', { faults: [] });
    await reportMended(page, '供电', '电源适配器');
    await probeNow(page);
    await seeConfirmed(page);
    await page.getByRole('listitem').filter({ hasText: '确认断线：端口拒绝连接' }).waitFor();
  }, 90_000);

  it('shows what fell together as one incident, and names as nothing but text', async () => {
    page = await story.house.signedIn('陈工');
    await page.getByRole('region', { name: '摄像机分布' }).locator('canvas').waitFor();
    await Promise.all(OF_THE_SWITCH.map((name) => story.change(name, { faults: ['refuse'] })));
    await story.change('学校门口', { picture: 'black' });
    await page.getByText('3 台离线，1 台异常，最多的是“上坡村”。').waitFor();
    await page.getByRole('button', { name: /离线 3/ }).click();
    expect(await page.getByRole('button', { name: /离线 3/ }).getAttribute('aria-pressed')).toBe('false');
    await page.getByRole('button', { name: /离线 3/ }).press('Enter');
    await page.getByRole('button', { name: '在图上显示 后林村' }).press('Enter');
    await page.getByRole('button', { name: '显示全部' }).click();
    await page.getByRole('button', { name: '显示全部' }).waitFor({ state: 'detached' });
    const { x, y } = await onMap(page, [118.4721, 24.7199]);
    await until(async () => (await colourAt(page, { x, y })) === '#c62828');
    await page.mouse.click(x, y);
    const card = page.getByRole('complementary', { name: '选中的摄像机' });
    await card.getByText(SCRIPT_NAME).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('link', { name: '疑似上联交换机 上坡 1 号交换机' }).click();
    const incident = page.locator('section', { has: page.getByRole('heading', { name: /上坡 1 号交换机/ }) });
    await incident.getByText(SCRIPT_NAME).waitFor();
    expect(await incident.getByRole('link').count()).toBe(3);
    await page.getByLabel('故障原因').selectOption({ label: '画面全黑' });
    await incident.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /学校门口/ }).waitFor();
    await page.getByLabel('由谁处理').selectOption({ label: '我的工单' });
    await page.getByText('没有符合条件的故障').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await incident.waitFor();
  }, 60_000);

  it('tells cameras in maintenance apart from when their window begins until it ends', async () => {
    page = await story.house.signedIn('陈工');
    const face = (count: number) => page.getByRole('button', { name: `维护中 ${count}`, exact: true });
    await face(0).waitFor();
    const { id } = await story.house.service.json<{ id: string }>('maintenance-windows', {
      name: '换杆',
      scope: { kind: 'village', id: story.villageIds.get('后林村') },
      schedule: { kind: 'daily', startsAt: '00:00', durationMinutes: 1_440 },
    });
    await face(1).waitFor();
    const place = await onMap(page, [118.4785, 24.7301], 0);
    await until(async () => (await colourAt(page, place)) === '#ffffff');
    await face(1).click();
    await until(async () => (await colourAt(page, place)) === '#eef1f4');
    await face(1).press('Enter');
    await page.mouse.click(place.x, place.y);
    expect(await page.getByRole('complementary', { name: '选中的摄像机' }).innerText()).toMatch(
      /后林桥头[\s\S]*维护中/,
    );
    await page.request.delete(`/api/v1/maintenance-windows/${id}`, {
      headers: { 'x-shouwang-request': '1' },
    });
    await face(0).waitFor();
  });

  it('says how far it is to each, once the phone says where it is', async () => {
    const geolocation = { longitude: 118.4698, latitude: 24.7222 };
    page = await story.house.signedIn('陈工', { viewport: PHONE, geolocation, permissions: ['geolocation'] });
    await page.goto('/faults');
    await page.getByLabel('排序').selectOption({ label: '离我最近的在前' });
    await page.getByRole('link', { name: /学校门口[\s\S]*\b0 米/ }).waitFor();
    const names = await page
      .locator('section', { hasText: '上坡 1 号交换机' })
      .locator('a strong')
      .allInnerTexts();
    expect(names).toEqual(['村口球机', '祠堂前枪机', SCRIPT_NAME]);
  });

  it('keeps the list, and says how old it is, while the line is bad', async () => {
    await story.change('学校门口', { picture: 'black' });
    await story.settled({ 学校门口: 'impaired' });
    page = await story.house.signedIn('陈工', { viewport: PHONE });
    await page.getByRole('link', { name: '故障', exact: true }).click();
    await page.getByRole('link', { name: /学校门口/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '重新获取' }).click();
    await page.getByText(/连接不好，显示的是.*的数据/).waitFor();
    expect(await page.getByRole('link', { name: /学校门口/ }).count()).toBe(1);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '重新获取' }).click();
    await page.getByText('数据截至').waitFor();
  });

  it('says when it is not told of changes, and catches up when it is again', async () => {
    await story.change('学校门口', { picture: 'black' });
    await story.settled({ 学校门口: 'impaired' });
    page = await story.house.page();
    await page.route('**/board/events*', (route) => route.abort());
    await story.house.signIn(page, '陈工');
    await page.getByRole('status').getByText('实时更新中断').waitFor();
    await page.getByText('1 台异常，最多').waitFor();
    await story.change('学校门口', { picture: 'moving' });
    await story.settled({ 学校门口: 'online' });
    expect(await page.getByText('1 台异常，最多').count()).toBe(1);
    await page.unroute('**/board/events*');
    await page.getByText(/0 台异常，最多|所有在用摄像机均正常/).waitFor();
    expect(await page.getByRole('status').getByText('实时', { exact: true }).count()).toBe(1);
  }, 40_000);

  it('shows the last picture and the live view to who says why', async () => {
    page = await story.house.signedIn('陈工');
    await page.goto(`/cameras/${story.ids.get('后林桥头')}`);
    const show = page.getByRole('button', { name: '查看画面' });
    expect(await show.isDisabled()).toBe(true);
    await page.getByRole('button', { name: '维修后核对画面' }).click();
    await show.click();
    await page.getByRole('img', { name: '后林桥头 的画面' }).waitFor();
    await page.getByText('拍摄于').waitFor();
    await page.getByRole('button', { name: '观看实时画面' }).click();
    await page.getByText('自动结束').waitFor();
    await page.waitForFunction(
      'document.querySelector("video").getVideoPlaybackQuality().totalVideoFrames > 3',
    );
    await page.getByRole('button', { name: '停止观看' }).click();
    await page.locator('video').waitFor({ state: 'detached' });
  }, 60_000);

  it('shows a village its own cameras, and no button that is not theirs', async () => {
    page = await story.house.signedIn('后林', { viewport: PHONE });
    await page.getByText('所有在用摄像机均正常。').waitFor();
    await page.goto(`/cameras/${story.ids.get('村口球机')}`);
    await page.getByText('没有找到，或不在您可查看的范围内').waitFor();
    await page.goto(`/cameras/${story.ids.get('后林桥头')}`);
    await page.getByLabel('看到了什么问题').fill('画面<b>晃动</b>');
    await page.getByRole('button', { name: '报告' }).click();
    await page.getByRole('status').filter({ hasText: '画面<b>晃动</b>' }).waitFor();
    for (const name of ['立即探测', '开工单', '我来处理', '查看画面', '停用 画面全黑', '知悉'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
  });

  it.each([
    ['the list, on a desk', DESKTOP, () => '/faults'],
    ['the list, on a phone', PHONE, () => '/faults'],
    ['a camera, on a desk', DESKTOP, () => `/cameras/${story.ids.get('村口球机')}`],
    ['a camera, on a phone', PHONE, () => `/cameras/${story.ids.get('学校门口')}`],
    ['the overview, on a phone', PHONE, () => '/'],
  ])('is to be used by everybody: %s', async (_what, viewport, path) => {
    page = await story.house.signedIn('陈工', { viewport });
    await page.goto(path());
    await page
      .getByRole('link', { name: '返回故障清单' })
      .or(page.getByText(/台离线|台待处理/))
      .waitFor();
    await page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

/** Where a point lies on the screen, while the map shows all cameras: their bounds and a margin, as large as fits. */
async function onMap(page: Page, [longitude, latitude]: readonly [number, number], paddingPx = 20) {
  const [west, south, east, north] = [118.4678, 24.7179, 118.4805, 24.7321];
  const box = (await page.locator('.town-map canvas').boundingBox())!;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [width, height] = [box.width - 2 * paddingPx, box.height - 2 * paddingPx];
  const scale = Math.min(width / (east - west), (height / (north - south)) * squeeze);
  const x = box.x + box.width / 2 + (longitude - (west + east) / 2) * scale;
  const y = box.y + box.height / 2 - ((latitude - (south + north) / 2) / squeeze) * scale;
  return { x, y };
}

/** What is drawn at a point of the screen, #rrggbb. */
async function colourAt(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<string> {
  const clip = { x: Math.floor(x), y: Math.floor(y), width: 1, height: 1 };
  const bytes = [...(await page.screenshot({ clip }))].join();
  return page.evaluate<string>(`(async () => {
    const picture = await createImageBitmap(new Blob([new Uint8Array([${bytes}])]));
    const pen = new OffscreenCanvas(1, 1).getContext('2d');
    pen.drawImage(picture, 0, 0);
    const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    return '#' + parts.map((part) => part.toString(16).padStart(2, '0')).join('');
  })()`);
}
