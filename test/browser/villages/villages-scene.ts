import type { Locator, Page } from 'playwright-core';
import { VillagesTown } from './villages-town.js';

/** Whom the stories of villages are about, and what has come of them so far: they are told one after the other. */
export class VillagesScene {
  town!: VillagesTown;
  /** The clerk of the village, and an admin of the town. */
  lin!: Page;
  chief!: Page;
  /** Of the purchase, once it is entered; of the publication, once it is posted. */
  bought = '';
  number = '';

  async open(): Promise<void> {
    this.town = await VillagesTown.open();
    this.lin = await this.town.house.signedIn('林书记');
    this.chief = await this.town.house.signedIn('王镇长');
  }

  get village(): string {
    return `/villages/${this.town.villageId}`;
  }

  async purchases(): Promise<readonly { id: string; state: string }[]> {
    const path = `purchases?villageId=${this.town.villageId}`;
    return (await this.town.house.service.json<{ items: { id: string; state: string }[] }>(path)).items;
  }
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name }).first();
}

/** The one that is open in front. */
export function dialog(page: Page, name?: string | RegExp): Locator {
  return page.getByRole('dialog', name === undefined ? {} : { name });
}
