import type { Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { DESKTOP, PHONE, seriousFindings } from './browser-house.js';
import { CRUEL, SCRIPT, WholeTown } from './whole-town.js';

/** Three words of Latin letters after each other: a sentence, where no name or format is one. */
const SENTENCE = /[A-Za-z]{2,}[ ,.;:]+[A-Za-z]{2,}[ ,.;:]+[A-Za-z]{2,}/;
/** Latin on Chinese pages all the same: what somebody has entered, and what is typed into a terminal. */
const NO_SENTENCES = [SCRIPT, 'npm run demo'];
/** What nobody touches alone: the head of a column sorts, wherever it is touched; a label belongs to its field. */
const TOUCHED = 'a:not(.skip), button:not(.caret-wrapper), select, textarea, summary, .el-input__wrapper';

const isWithin = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= innerWidth');

/** What was asked for has come, or failed. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  while ((await page.locator('.el-skeleton').count()) > 0)
    await page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
}

async function sentences(page: Page): Promise<readonly string[]> {
  const text = await page.locator('body').innerText();
  const lines = NO_SENTENCES.reduce((rest, one) => rest.replaceAll(one, ''), text).split('\n');
  return lines.filter((line) => SENTENCE.test(line));
}

async function smallTargets(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const target of await page.locator(TOUCHED).filter({ visible: true }).all()) {
    const box = await target.boundingBox();
    if (box !== null && Math.min(box.height, box.width) < 43.5)
      found.push(
        `${await target.evaluate((element) => element.outerHTML.slice(0, 120))} ${box.width}×${box.height}`,
      );
  }
  return found;
}

/** All that the router knows, so that a page that is new is among them. */
describeWith(['chromium'], 'every page', () => {
  let town: WholeTown;
  let page: Page;
  let addresses: readonly string[];

  beforeAll(async () => {
    town = await WholeTown.open(94);
    page = await town.house.signedIn('王镇长');
    page.setDefaultTimeout(20_000);
    addresses = await town.addresses(page);
  }, 180_000);

  afterAll(async () => town?.close());
  afterEach(() => town.house.refuseFaults());

  it('is to be used by everybody, in both languages, on a desk and on a phone, and never scrolls sideways', async () => {
    const found: string[] = [];
    const look = async (path: string): Promise<void> => {
      if (!(await isWithin(page))) found.push(`${path} is wider than ${page.viewportSize()!.width} px`);
      found.push(...(await seriousFindings(page)).map((finding) => `${path} ${finding}`));
    };
    for (const path of addresses) {
      await page.setViewportSize(DESKTOP);
      await visit(page, path);
      const foreign = await sentences(page);
      found.push(...foreign.map((line) => `${path} speaks no Chinese: ${line}`));
      await look(path);
      await page.setViewportSize(PHONE);
      await page.getByRole('button', { name: 'English' }).click();
      await look(path);
      await page.getByRole('button', { name: '中文' }).click();
    }
    expect(found).toEqual([]);
  }, 600_000);

  it('shows what somebody with ill will has entered as text, and nothing else', async () => {
    await visit(page, `/cameras/${town.ids['live']}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(CRUEL.camera);
    for (const path of addresses) {
      await visit(page, path);
      expect([path, await page.locator('img[src="x"]').count()]).toEqual([path, 0]);
    }
  }, 300_000);

  it.each([
    ['sign-in', '/sign-in'],
    ['the overview', '/'],
    ['the list of faults', '/faults'],
    ['a camera', '/cameras/:id'],
    ['welcome', '/welcome'],
  ])('of a technician with a phone has targets as large as a thumb: %s', async (_what, path) => {
    const small = await town.house.signedIn('陈工', { viewport: PHONE, hasTouch: true, isMobile: true });
    await visit(small, path.replace(':id', town.ids['fallen']!));
    expect(await smallTargets(small)).toEqual([]);
    expect(await isWithin(small)).toBe(true);
    await small.context().close();
  });

  it('has the probe of a camera in reach of a thumb', async () => {
    const small = await town.house.signedIn('陈工', { viewport: PHONE, hasTouch: true, isMobile: true });
    await visit(small, `/cameras/${town.ids['fallen']}`);
    const { y, height } = (await small.getByRole('button', { name: '立即探测' }).boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.height);
    expect(y).toBeGreaterThan(PHONE.height / 2);
    await small.context().close();
  });
});
