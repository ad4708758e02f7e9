import type { Locator, Page } from 'playwright-core';
import { until } from '../e2e/built-service.js';
import { describeWith } from '../needs.js';
import { forget, go, Wire } from './between-pages.js';
import { Feed } from './faces/feed.js';
import { LISTS } from './faces/lists.js';
import { WholeTown } from './whole-town.js';

/** More than a page waits before it asks a service once more that has failed. */
const NEXT_TRY_MS = 5_000;
/** A page that asks for nothing. */
const NOWHERE = '/nowhere';

describeWith(['chromium'], 'a list', () => {
  let town: WholeTown;
  let page: Page;
  let wire: Wire;

  beforeAll(async () => {
    town = await WholeTown.open(93);
    page = await town.house.page();
    await page.clock.install();
    wire = new Wire(page);
    await town.house.signIn(page, '王镇长');
    await go(page, NOWHERE);
    await forget(page);
  }, 180_000);

  afterAll(async () => town?.close());

  afterEach(async () => {
    await go(page, NOWHERE);
    await forget(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    town.house.refuseFaults();
  });

  const waiting = (): Locator =>
    page.locator('main .el-skeleton, .el-popover .el-skeleton, main [aria-busy=true]');
  const said = (words: string): Locator => page.getByText(words).filter({ visible: true }).first();
  const again = (): Locator => page.getByRole('button', { name: '重试' }).filter({ visible: true }).first();

  /** As somebody who waits, but sooner. */
  async function failed(): Promise<void> {
    await until(async () => {
      if (await said('加载失败').isVisible()) return true;
      await page.clock.fastForward(NEXT_TRY_MS);
      return false;
    });
  }

  describe.each(LISTS)('$page $name', ({ page: path, feed: of, empty, emptied, opens, isBeside }) => {
    async function open(first: 'held' | 'failed' | 'forbidden'): Promise<Feed> {
      const feed = await Feed.of(page, town.filled(of), first, emptied);
      await go(page, town.filled(path));
      if (opens !== undefined)
        await page
          .getByRole('tab', { name: opens })
          .or(page.getByRole('button', { name: opens }))
          .click();
      return feed;
    }

    it('says that it waits, what failed, comes when it is asked again, and says what to do where it is empty', async () => {
      const feed = await open(isBeside ? 'failed' : 'held');
      if (!isBeside) {
        await until(async () => feed.held > 0);
        await wire.quiet(() => feed.held);
        await waiting().filter({ visible: true }).first().waitFor();
        await feed.turn('failed');
      }
      await failed();
      await said('服务正忙').waitFor();
      await feed.turn(empty === undefined ? 'real' : 'empty');
      while (await again().isVisible()) {
        await again().click();
        await wire.settled();
      }
      if (empty !== undefined) await said(empty).waitFor();
      expect(await page.getByText('加载失败').count()).toBe(0);
    });

    it('says who may see it', async () => {
      await open('forbidden');
      await said('您没有查看此页的权限').waitFor();
      const notice = page.getByRole('alert').filter({ hasText: '您没有查看此页的权限' }).first();
      expect(await notice.innerText()).toContain('可以查看的角色：管理员、审计');
    });
  });
});
