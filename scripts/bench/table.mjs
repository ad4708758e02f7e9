import { inTurns, pause, sides } from './measure.mjs';
import { framesWhile, openTab, until } from './pages/tab.mjs';
import { startRegister } from './pages/town.mjs';

const SIZES = [1_000, 100_000];
const VISITS = 3;
const WHEELS = 90;
/** The first rows are drawn before they are moved. */
const REST_MS = 500;

const ROWS = {
  firstS: 'the first rows are there, s',
  frameMs: 'between frames while it is scrolled, median, ms',
  slowFrameMs: '– 95 of 100 below, ms',
  lastS: 'after the End key the last row is there, s',
  rows: 'rows in the page at once',
};

/** The register's table in a browser, with so many rows and with a hundred times as many. */
export async function table() {
  const towns = [];
  for (const count of SIZES) towns.push(await startRegister(count));
  const visits = await inTurns(towns, VISITS, visit);
  await Promise.all(towns.map((town) => town.stop()));
  return sides(SIZES, ROWS, visits);
}

async function visit(town) {
  const tab = await openTab(town);
  const { page } = tab;
  const begun = performance.now();
  await page.goto('/register', { waitUntil: 'commit' });
  const rowCount = 'document.querySelectorAll(".long-table tr.row a").length';
  await until(page, `${rowCount} > 5`);
  const firstS = (performance.now() - begun) / 1_000;
  const frames = await scroll(page);
  await page.locator('.long-table').focus();
  const pressed = performance.now();
  await page.keyboard.press('End');
  await page
    .locator(`[aria-rowindex="${town.count + 1}"] a`)
    .first()
    .waitFor();
  const lastS = (performance.now() - pressed) / 1_000;
  const rows = await page.locator('.long-table tr.row').count();
  await tab.browser.close();
  return { firstS, ...frames, lastS, rows };
}

async function scroll(page) {
  await pause(REST_MS);
  const { x, y, width, height } = await page.locator('.long-table').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  return framesWhile(page, async () => {
    for (let step = 0; step < WHEELS; step += 1) await page.mouse.wheel(0, 400);
  });
}
