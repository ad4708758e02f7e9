import type { Locator, Page } from 'playwright-core';
import { until } from '../e2e/built-service.js';
import { describeWith } from '../needs.js';
import { askAgain, forget, go, Wire } from './between-pages.js';
import { PHONE } from './browser-house.js';
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
    // The less is drawn of maps, the sooner.
    page = await town.house.page({ viewport: PHONE });
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
  const forbidden = (): Locator =>
    page.getByRole('alert').filter({ hasText: '您没有查看此页的权限' }).first();
  const again = (): Locator => page.getByRole('button', { name: '重试' }).filter({ visible: true }).first();

  /** As somebody who waits, but sooner. */
  async function failed(): Promise<void> {
    await until(async () => {
      if (await said('加载失败').isVisible()) return true;
      await page.clock.fastForward(NEXT_TRY_MS);
      return false;
    });
  }

  it.each(LISTS)(
    '$page $name: it waits, it is closed, it failed, it was asked again, and it is empty',
    async ({ page: path, feed: of, empty, emptied, opens, isBeside }) => {
      const feed = await Feed.of(page, town.filled(of), isBeside ? 'forbidden' : 'held', emptied);
      await go(page, town.filled(path));
      if (opens !== undefined)
        await page
          .getByRole('tab', { name: opens })
          .or(page.getByRole('button', { name: opens }))
          .click();
      if (!isBeside) {
        await until(async () => feed.held > 0);
        await wire.quiet(() => feed.held);
        await waiting().filter({ visible: true }).first().waitFor();
        await feed.turn('forbidden');
      }
      await said('您没有查看此页的权限').waitFor();
      expect(await forbidden().innerText()).toContain('可以查看的角色：管理员、审计');

      await feed.turn('failed');
      await askAgain(page);
      await failed();
      await said('服务正忙').waitFor();
      await feed.turn(empty === undefined ? 'real' : 'empty');
      while (await again().isVisible()) {
        await again().click();
        await wire.settled();
      }
      if (empty !== undefined) await said(empty).waitFor();
      expect(await page.getByText('加载失败').count()).toBe(0);
    },
  );
});
