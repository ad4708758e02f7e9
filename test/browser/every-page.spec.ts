import type { Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { go, pathsOf, Wire } from './between-pages.js';
import { DESKTOP, PHONE, seriousFindings } from './browser-house.js';
import { dialogs } from './dialogs.story.js';
import { CRUEL, SCRIPT, WholeTown } from './whole-town.js';

/** Three words of Latin letters after each other: a sentence, where no name or format is one. */
const SENTENCE = /[A-Za-z]{2,}[ ,.;:]+[A-Za-z]{2,}[ ,.;:]+[A-Za-z]{2,}/;
/** Latin on Chinese pages all the same: what somebody has entered, and what is typed into a terminal. */
const NO_SENTENCES = [SCRIPT, 'npm run demo'];
const LOCALE_KEY =
  /\b(?:admin|camera|codes|faces|faults|fields|frame|overview|planning|refusals|register|villages|welcome)\.[a-z]\w+/;
/** What a technician opens on a phone, and what a new town begins with. */
const FOR_THUMBS = new Set(['/', '/faults', '/cameras/:id', '/sign-in', '/welcome']);
/** What nobody touches alone: the head of a column sorts, wherever it is touched; a label belongs to its field. */
const TOUCHED = 'a:not(.skip), button:not(.caret-wrapper), select, textarea, summary, .el-input__wrapper';

/** Read at once, for there are many pages. */
const LOOKED = `({
  text: document.body.innerText,
  headings: document.querySelectorAll('h1').length,
  isWide: document.documentElement.scrollWidth > innerWidth,
  strange: document.querySelectorAll('img[src="x"]').length,
  small: [...document.querySelectorAll(${JSON.stringify(TOUCHED)})].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const isSmall = target.checkVisibility() && width > 0 && Math.min(width, height) < 43.5;
    return isSmall ? [target.outerHTML.slice(0, 120) + ' ' + width + '×' + height] : [];
  }),
})`;

interface Looked {
  readonly text: string;
  readonly headings: number;
  readonly isWide: boolean;
  readonly strange: number;
  readonly small: readonly string[];
}

/** All that the router knows, so that a page that is new is among them. */
describeWith(['chromium'], 'every page', () => {
  let town: WholeTown;
  let page: Page;
  let wire: Wire;

  beforeAll(async () => {
    town = await WholeTown.open(94);
    page = await town.house.page();
    wire = new Wire(page);
    await town.house.signIn(page, '王镇长');
  }, 180_000);

  afterAll(async () => town?.close());
  afterEach(() => town.house.refuseFaults());

  async function visit(path: string): Promise<void> {
    await go(page, path);
    await wire.settled();
  }

  /** What a page does that none may, as it is shown now. */
  async function faultsOf(path: string, { isChinese, isPhone }: { isChinese: boolean; isPhone: boolean }) {
    const { text, headings, isWide, strange, small } = (await page.evaluate(LOOKED)) as Looked;
    const words = NO_SENTENCES.reduce((rest, one) => rest.replaceAll(one, ''), text);
    const faults = [
      ...(headings === 1 ? [] : [`has ${headings} headings of the first level`]),
      ...(strange === 0 ? [] : ['takes a name for markup']),
      ...(isWide && isPhone ? ['scrolls sideways'] : []),
      ...(isPhone && FOR_THUMBS.has(path) ? small.map((one) => `is too small for a thumb: ${one}`) : []),
      ...words.split('\n').filter((line) => LOCALE_KEY.test(line) || (isChinese && SENTENCE.test(line))),
      // Either language, and either size: what it finds depends on one of them.
      ...(isChinese === isPhone ? [] : await seriousFindings(page)),
    ];
    return faults.map(
      (fault) => `${path} ${isChinese ? 'zh' : 'en'} ${isPhone ? 'phone' : 'desk'}: ${fault}`,
    );
  }

  const speak = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  it('is to be used by everybody, in Chinese and in English, on a desk and on a phone', async () => {
    const found: string[] = [];
    for (const path of await pathsOf(page)) {
      await page.setViewportSize(DESKTOP);
      await visit(town.at(path));
      found.push(...(await faultsOf(path, { isChinese: true, isPhone: false })));
      await page.setViewportSize(PHONE);
      found.push(...(await faultsOf(path, { isChinese: true, isPhone: true })));
      if ((await page.getByRole('button', { name: 'English', exact: true }).count()) === 0) continue;
      await speak('English');
      found.push(...(await faultsOf(path, { isChinese: false, isPhone: true })));
      await page.setViewportSize(DESKTOP);
      found.push(...(await faultsOf(path, { isChinese: false, isPhone: false })));
      await speak('中文');
    }
    expect(found).toEqual([]);
  }, 600_000);

  it.each([
    ['the name of a camera', '/cameras/:live', CRUEL.camera],
    ['the name of a village', '/villages/:village', CRUEL.village],
    ['the vendor that a device names', '/register/discovery', `${SCRIPT} · `],
    ['the scope that a device tells of itself', '/register/discovery', CRUEL.scope],
  ])('shows %s as the text that it is', async (_what, path, words) => {
    await page.setViewportSize(DESKTOP);
    await visit(town.filled(path));
    expect(await page.locator('main').textContent()).toContain(words);
    expect(await page.locator('main :is(script, img[src=x])').count()).toBe(0);
  });

  it('is closed to a village user at its address where it is not theirs, and says to whom it is open', async () => {
    const theirs = await town.house.signedIn('林书记');
    const closed = [
      ['/admin/users', '管理员、审计'],
      ['/admin/tokens', '管理员、运维、规划、审计'],
      ['/admin/service', '管理员、运维、审计'],
      ['/register/discovery', '管理员、运维、规划、审计'],
    ] as const;
    for (const [path, roles] of closed) expect([path, await refusalAt(theirs, path)]).toEqual([path, roles]);
    await theirs.context().close();
  }, 60_000);

  it('is read by an auditor, who finds nothing to press that changes anything', async () => {
    const theirs = await town.house.signedIn('审计员');
    const theirWire = new Wire(theirs);
    expect(await refusalAt(theirs, '/register/import')).toBe('管理员、运维、村/社区');
    const deeds: string[] = [];
    for (const name of ['users', 'groups', 'credentials', 'channels', 'maintenance', 'audit', 'service']) {
      await go(theirs, `/admin/${name}`);
      await theirWire.settled();
      deeds.push(...(await theirs.getByRole('button', { name: /新建|修改|删除|停用|结束/ }).allInnerTexts()));
    }
    expect(deeds).toEqual([]);
    await theirs.context().close();
  }, 60_000);

  dialogs(() => ({ town, page, visit }));
});

/** To whom a page says that it is open, which is closed to whoever looks. */
async function refusalAt(page: Page, path: string): Promise<string | undefined> {
  await go(page, path);
  await page.getByRole('heading', { level: 1, name: '您没有查看此页的权限' }).waitFor();
  return /可以查看的角色：(.*?)。/.exec(await page.locator('main').innerText())?.[1];
}
