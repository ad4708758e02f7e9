import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../chromium.mjs';
import { DESK, PHONE, type Shot, SHOTS } from './shots.js';

const FOLDER = 'docs/screenshots';
/** A page on which something always moves is taken as it is by then. */
const LONGEST_REST_S = 10;

interface Town {
  readonly url: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

const town = await startTown();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const [device, viewport] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    const shots = SHOTS.filter(({ devices }) => devices.includes(device));
    await takeAll(browser, shots, { device, viewport });
  }
} finally {
  await browser.close();
  await town.stop();
}

async function takeAll(
  from: Browser,
  shots: readonly Shot[],
  { device, viewport }: { device: string; viewport: { width: number; height: number } },
): Promise<void> {
  for (const user of new Set(shots.map((shot) => shot.user))) {
    const context = await from.newContext({
      baseURL: town.url,
      viewport,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (user !== null) await signIn(page, user);
    for (const shot of shots.filter((each) => each.user === user)) {
      await page.goto(shot.path);
      await shot.open?.(page);
      await page.waitForLoadState('networkidle').catch(() => {});
      writeFileSync(`${FOLDER}/${shot.name}-${device}.png`, await atRest(page));
      say(`${shot.name}, ${device}`);
    }
    await context.close();
  }
}

/** Maps are drawn after everything else has come: the first picture that is as the one a second before. */
async function atRest(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  for (let second = 0; second < LONGEST_REST_S; second += 1) {
    await pause(1_000);
    const now = await page.screenshot();
    if (second > 0 && now.equals(before)) break;
    before = now;
  }
  return before;
}

async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(user);
  await page.getByLabel('密码', { exact: true }).fill(town.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '退出' }).waitFor();
}

/** The demo, until each of its cameras is judged. */
async function startTown(): Promise<Town> {
  say('starting the demo town; it takes some minutes until each of its cameras is judged');
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [url, password] = ['', ''];
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /the pages are at (\S+)\/: sign in as .* with (\S+)$/.exec(line);
    if (found) [, url = '', password = ''] = found;
    if (line.includes('the demo goes on')) break;
  }
  if (url === '') throw new Error('the demo ended before it said where its pages are');
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, password, stop };
}

function say(text: string): void {
  process.stdout.write(`screenshots: ${text}\n`);
}
