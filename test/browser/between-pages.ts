import type { Page, Request } from 'playwright-core';
import { until } from '../e2e/built-service.js';

const APP = "document.querySelector('#app').__vue_app__";

/** Goes to a page as a link does: nothing is loaded that is there already. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`${APP}.config.globalProperties.$router.push(${JSON.stringify(path)})`);
}

/** Lets a page forget what it was told, so that it asks anew; it must be where nothing is shown of it. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate(`${APP}._context.provides.VUE_QUERY_CLIENT.clear()`);
}

/** Asks anew what was refused or failed, as a page does that is told of a change. */
export async function askAgain(page: Page): Promise<void> {
  await page.evaluate(
    `void ${APP}._context.provides.VUE_QUERY_CLIENT
      .getQueryCache()
      .findAll({ predicate: ({ state }) => state.error !== null })
      .forEach((query) => query.fetch().catch(() => null))`,
  );
}

/** All paths of the router. */
export function pathsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`${APP}.config.globalProperties.$router.getRoutes().map(({ path }) => path)`);
}

/** What a page has asked the service for, and has no answer to yet. */
export class Wire {
  private readonly unanswered = new Set<Request>();

  constructor(private readonly page: Page) {
    const isAsked = (request: Request): boolean =>
      request.url().includes('/api/v1/') && request.resourceType() !== 'eventsource';
    page.on('request', (request) => isAsked(request) && this.unanswered.add(request));
    page.on('requestfinished', (request) => this.unanswered.delete(request));
    page.on('requestfailed', (request) => this.unanswered.delete(request));
  }

  /** Waits until all is answered but what somebody holds back. */
  async quiet(held: () => number = () => 0): Promise<void> {
    await until(async () => {
      await drawn(this.page);
      return this.unanswered.size === held();
    });
  }

  /** Waits until the page shows all that it asked for. */
  async settled(): Promise<void> {
    await until(async () => {
      await drawn(this.page);
      const isWaiting = await this.page.evaluate("document.querySelector('main .el-skeleton') !== null");
      return this.unanswered.size === 0 && isWaiting === false;
    });
  }
}

/** The page has taken what it has heard. By a message, for a test may hold the clock of the page. */
function drawn(page: Page): Promise<unknown> {
  return page.evaluate(
    'new Promise((then) => { const line = new MessageChannel(); line.port1.onmessage = then; line.port2.postMessage(0); }).then(() => null)',
  );
}
