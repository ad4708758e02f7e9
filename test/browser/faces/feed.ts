import type { Page, Route } from 'playwright-core';
import type { Emptied } from './lists.js';

export type Answer = 'held' | 'failed' | 'forbidden' | 'empty' | 'real';

const REFUSALS = {
  failed: { status: 503, code: 'out-of-breath', title: 'Unavailable', detail: 'Come again.' },
  forbidden: {
    status: 403,
    code: 'not-allowed',
    title: 'Forbidden',
    detail: 'This is for the roles admin, auditor; your role is village.',
  },
} as const;

/** What feeds one list, in the hand of a test. */
export class Feed {
  private readonly waiting: Route[] = [];
  private answer: Answer;

  private constructor(
    first: Answer,
    private readonly emptied: Emptied,
  ) {
    this.answer = first;
  }

  /** Catches what a page asks for at `path` of the API, until all that it routes is let go. */
  static async of(page: Page, path: string, first: Answer, emptied: Emptied): Promise<Feed> {
    const feed = new Feed(first, emptied);
    const isCaught = ({ pathname }: URL): boolean => pathname === `/api/v1${path}`;
    await page.route(isCaught, (route) =>
      route.request().method() === 'GET' ? feed.take(route) : route.continue(),
    );
    return feed;
  }

  get held(): number {
    return this.waiting.length;
  }

  /** Answers so from now on, and what was held back as well. */
  async turn(answer: Answer): Promise<void> {
    this.answer = answer;
    await Promise.all(this.waiting.splice(0).map((route) => this.take(route)));
  }

  private async take(route: Route): Promise<void> {
    if (this.answer === 'held') return void this.waiting.push(route);
    if (this.answer === 'real') return route.continue();
    if (this.answer === 'empty') return this.empty(route);
    const problem = REFUSALS[this.answer];
    await route.fulfill({
      status: problem.status,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    });
  }

  /** The answer of the service itself, with nothing in it. */
  private async empty(route: Route): Promise<void> {
    const response = await route.fetch();
    await route.fulfill({ response, json: this.emptied((await response.json()) as object) });
  }
}
