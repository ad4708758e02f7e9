import type { Locator, Page } from 'playwright-core';
import type { BrowserHouse } from '../browser-house.js';
import { PlanningTownPages } from './planning-town.js';

/** One town and one browser for all stories of planning. */
export class PlanningStage {
  town!: PlanningTownPages;
  private readonly pages: Page[] = [];

  get house(): BrowserHouse {
    return this.town.house;
  }

  async open(): Promise<void> {
    this.town = await PlanningTownPages.open();
    await this.house.person('lin', 'planner');
    await this.house.person('wu', 'village', [this.town.otherVillageId]);
    await this.house.person('shen', 'auditor');
  }

  async close(): Promise<void> {
    await this.town?.close();
  }

  /** Somebody signed in, in a browser of their own. */
  async enter(name: string): Promise<Page> {
    const page = await this.house.signedIn(name);
    this.pages.push(page);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.pages.splice(0).map((page) => page.context().close()));
    // Undefined where the town did not open: that failure is the one to be told.
    this.town?.house.refuseFaults();
  }
}

export const side = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();
export const pane = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name, exact: true });
export const figure = (page: Page): Locator => page.locator('[data-figure=gain]');

export async function chooseVillage(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '村/社区' }).click();
  await page.getByRole('option', { name }).click();
}

export async function chooseCamera(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '选择摄像机' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** As somebody types a number who uses no mouse. */
export async function type(page: Page, label: string | RegExp, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

export async function drag(page: Page, handle: Locator, byX: number, byY: number): Promise<void> {
  const { x, y, width, height } = (await handle.boundingBox())!;
  const [fromX, fromY] = [x + width / 2, y + height / 2];
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move(fromX + byX / 2, fromY + byY / 2);
  await page.mouse.move(fromX + byX, fromY + byY);
  await page.mouse.up();
}
