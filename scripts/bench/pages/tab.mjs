import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../../chromium.mjs';
import { pause, percentile } from '../measure.mjs';

const PATIENCE_MS = 60_000;
const VIEWPORT = { width: 1366, height: 768 };

/** A browser of its own with one page of the town, signed in and not opened yet. */
export async function openTab(town) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  const context = await browser.newContext({
    baseURL: town.ready.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: VIEWPORT,
  });
  const [name, value] = town.cookie.split('=');
  await context.addCookies([{ name, value, url: town.ready.url }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Network.enable');
  return { browser, page, devtools, whole: await browser.newBrowserCDPSession() };
}

/** What the page's own thread has worked since the page was opened, seconds. */
export async function pageCpuS({ devtools }) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** What all processes of the browser have worked since it was started, drawing included, seconds. */
export async function browserCpuS({ whole }) {
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** What the page still holds once all garbage is collected. */
export async function heldBy({ devtools }) {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  return { heapMb: usedSize / 1_048_576, nodes, listeners: jsEventListeners };
}

/** Until the page says so. Asked from outside: what waits within a page needs `eval`, which the pages forbid. */
export async function until(page, expression) {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(expression))) {
    if (performance.now() > deadline) throw new Error(`the page does not come to: ${expression}`);
    await pause(50);
  }
}

/** Milliseconds from frame to frame while something is done to the page: the median, and what 95 of 100 are below. */
export async function framesWhile(page, act) {
  await page.evaluate(() => {
    window.benchFrames = [];
    const note = (now) => window.benchFrames && (window.benchFrames.push(now), requestAnimationFrame(note));
    requestAnimationFrame(note);
  });
  await act();
  const frames = await page.evaluate(() => {
    const noted = window.benchFrames;
    window.benchFrames = null;
    return noted;
  });
  const gaps = frames.slice(1).map((at, index) => at - frames[index]);
  return { frameMs: percentile(gaps, 0.5), slowFrameMs: percentile(gaps, 0.95) };
}
