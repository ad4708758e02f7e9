import type { Page } from 'playwright-core';
import { DESKTOP, seriousFindings } from './browser-house.js';
import type { WholeTown } from './whole-town.js';

interface Scene {
  readonly town: WholeTown;
  readonly page: Page;
  readonly visit: (path: string) => Promise<void>;
}

const V = '/villages/:village';
const P = `${V}/purchases/:purchase`;

const DIALOGS: readonly (readonly [path: string, opener: string | RegExp])[] = [
  ['/admin/users', '新建用户'],
  ['/admin/users', '停用'],
  ['/admin/users', '删除'],
  ['/admin/tokens', '新建令牌'],
  ['/admin/groups', '新建村/社区'],
  ['/admin/groups', '新建工程'],
  ['/admin/groups', '新建网络区域'],
  ['/admin/groups', '修改'],
  ['/admin/credentials', '新建凭证'],
  ['/admin/channels', '新建通道'],
  ['/admin/channels', '修改'],
  ['/admin/maintenance', /^新建|^安排/],
  ['/admin/maintenance', '结束'],
  ['/register', '批量修改'],
  ['/register/cameras/:camera', '从台账删除'],
  ['/register/discovery', '纳管'],
  [V, '登记收入'],
  [V, /^更正 /],
  [P, '作废'],
  [P, /^说明/],
  ['/villages/publications', '正式公示'],
  ['/planning/plans/:plan', /^删除/],
];

/** What opens over a page. */
export function dialogs(scene: () => Scene): void {
  it.each(DIALOGS)('opens over %s at %s for everybody, and gives the keyboard back', async (path, opener) => {
    const { town, page, visit } = scene();
    await page.setViewportSize(DESKTOP);
    await visit(town.filled(path));
    const button = page.locator('main').getByRole('button', { name: opener }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    const open = page.getByRole('dialog').filter({ visible: true });
    await open.first().waitFor();
    await standsStill(page);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await open.first().waitFor({ state: 'hidden' });
    await button.and(page.locator(':focus')).waitFor();
  });
}

/** What fades in has no contrast yet. */
function standsStill(page: Page): Promise<unknown> {
  return page.evaluate(
    'Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => null)',
  );
}
