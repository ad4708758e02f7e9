import type { Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { BrowserHouse, PASSWORD, PHONE, seriousFindings } from './browser-house.js';

describeWith(['chromium'], 'the frame around the pages', () => {
  let house: BrowserHouse;
  let page: Page;

  beforeAll(async () => {
    house = await BrowserHouse.open();
    await house.person('chen', 'technician');
  }, 60_000);

  afterAll(async () => house?.close());

  beforeEach(async () => {
    page = await house.page();
  });

  afterEach(async () => {
    await page.context().close();
    house.refuseFaults();
  });

  it('asks who it is, and leads to where one wanted to go', async () => {
    await page.goto('/password');
    await page.waitForURL('**/sign-in?to=/password');
    await page.getByLabel('用户名').fill('chen');
    await page.getByLabel('密码', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '修改密码' }).waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL('**/sign-in**');
    expect(await page.getByRole('button', { name: '退出' }).count()).toBe(0);
  });

  it('leads nowhere else after signing in', async () => {
    await page.goto(`/sign-in?to=${encodeURIComponent('//elsewhere.example/')}`);
    await page.getByLabel('用户名').fill('chen');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('speaks English at one click, and keeps to it', async () => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('says when the service is gone, and keeps what was typed', async () => {
    await page.goto('/sign-in');
    await page.getByLabel('用户名').fill('chen');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('与服务的连接已中断').waitFor();
    expect(await page.getByLabel('用户名').inputValue()).toBe('chen');
    await page.context().setOffline(false);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
  });

  it('says that there is no such page', async () => {
    await page.goto('/nowhere/at/all');
    await page.getByText('没有这个页面').waitFor();
    expect(await page.getByRole('link', { name: '返回首页' }).getAttribute('href')).toBe('/');
  });

  it.each([
    ['on a desk', undefined],
    ['on a phone', PHONE],
  ])('is to be used by everybody, %s', async (_where, viewport) => {
    const small = await house.page(viewport ? { viewport } : {});
    await small.goto('/sign-in');
    await small.getByRole('button', { name: '登录' }).waitFor();
    expect(await seriousFindings(small)).toEqual([]);
    expect(await small.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await small.context().close();
  });
});
