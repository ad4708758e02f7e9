import type { Page } from 'playwright-core';
import { BrowserHouse } from './browser-house.js';

/** One town, from its first minute on, as its admin sees it; its stories go on where the one before left. */
export class FirstDay {
  house!: BrowserHouse;
  page!: Page;
  villageId = '';

  async begin(settings: Readonly<Record<string, string>>): Promise<void> {
    this.house = await BrowserHouse.open(settings);
    this.page = await this.house.page();
  }

  alert(text: string) {
    return this.page.getByRole('alert').filter({ hasText: text });
  }

  status(text: string) {
    return this.page.getByRole('status').filter({ hasText: text });
  }
}
