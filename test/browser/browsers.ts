import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUMS } from '../needs.js';

/** Software rendering: maps are drawn without a graphics card. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--enable-unsafe-swiftshader'];

let shared: Browser | undefined;

/** One for all suites of a process: contexts keep them apart. It ends with the process. */
export async function sharedBrowser(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await ownBrowser();
  return shared;
}

/** Whoever asks for it closes it. */
export async function ownBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = CHROMIUMS.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error('Chromium is missing');
  return chromium.launch({ executablePath, args: [...ARGS, ...args] });
}
