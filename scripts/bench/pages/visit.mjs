import { pause } from '../measure.mjs';
import { browserCpuS, framesWhile, openTab, pageCpuS, until } from './tab.mjs';

const PAN_STEPS = 90;
/** The map comes to rest before it is moved. */
const REST_MS = 1_500;

/** Runs in the page before anything of it: notes when what is waited for is there, and clicks the middle of the map until a camera opens. */
function watchPage() {
  const seen = {};
  const wanted = { figures: '.town-line b', counts: '.legend b', camera: '.camera-card li' };
  const look = () => {
    for (const [what, selector] of Object.entries(wanted))
      if (!(what in seen) && document.querySelector(selector)) seen[what] = performance.now();
  };
  const click = () => {
    if ('camera' in seen) return clearInterval(clicking);
    const canvas = document.querySelector('.town-map canvas');
    if (!canvas) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
    for (const type of ['mousedown', 'mouseup', 'click']) canvas.dispatchEvent(new MouseEvent(type, at));
  };
  const clicking = setInterval(click, 50);
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  window.benchSeen = seen;
}

/** Opens the overview in a fresh browser and uses it: seconds, milliseconds between frames, bytes. */
export async function visit(town) {
  const tab = await openTab(town);
  await tab.page.addInitScript(watchPage);
  const browserBefore = await browserCpuS(tab);
  await tab.page.goto('/', { waitUntil: 'commit' });
  await until(tab.page, '"camera" in window.benchSeen');
  const cpu = {
    pageCpuS: await pageCpuS(tab),
    browserCpuS: (await browserCpuS(tab)) - browserBefore,
  };
  await until(tab.page, 'performance.getEntriesByName("cameras-drawn").length > 0');
  const seen = await tab.page.evaluate('window.benchSeen');
  const drawn = await tab.page.evaluate('performance.getEntriesByName("cameras-drawn")[0].startTime');
  const figures = {
    figuresS: seen.figures / 1_000,
    countsS: seen.counts / 1_000,
    cameraS: seen.camera / 1_000,
    drawnS: drawn / 1_000,
    ...cpu,
    ...(await sizes(tab.page)),
    ...(await pan(tab.page)),
  };
  await tab.browser.close();
  return figures;
}

/** What came over the wire, kB. */
async function sizes(page) {
  const entries = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => [name, encodedBodySize]),
  );
  const kb = (pattern) =>
    entries.filter(([name]) => pattern.test(name)).reduce((sum, [, bytes]) => sum + bytes, 0) / 1_000;
  return {
    camerasKb: kb(/\/board\/cameras/),
    villagesKb: kb(/\/board\/villages/),
    assetsKb: kb(/\/assets\//),
  };
}

/** Drags the map around a circle, and measures from frame to frame meanwhile. */
async function pan(page) {
  await page.locator('.camera-card .close').click();
  await pause(REST_MS);
  const { x, y, width, height } = await page.locator('.town-map canvas').boundingBox();
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  const frames = await framesWhile(page, async () => {
    for (let step = 1; step <= PAN_STEPS; step += 1) {
      const turn = (step / PAN_STEPS) * 2 * Math.PI;
      await page.mouse.move(left + 120 * Math.sin(turn), top + 120 * (1 - Math.cos(turn)) - 60);
    }
  });
  await page.mouse.up();
  return frames;
}
