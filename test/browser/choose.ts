import type { Page } from 'playwright-core';

/** Chooses from a list: opens it by keyboard, clicks what it is called, and sees that it is chosen. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label }).last();
  const list = page.locator(`[id="${await box.getAttribute('aria-controls')}"]`);
  const wanted = { name: option, exact: true, includeHidden: true };
  for (let left = 5; ; left -= 1) {
    await box.press('ArrowDown');
    try {
      await list.getByRole('option', wanted).click({ timeout: 4_000 });
      return await list
        .getByRole('option', { ...wanted, selected: true })
        .waitFor({ state: 'attached', timeout: 1_000 });
    } catch (cause) {
      // A list that opens while the page still moves closes again, and may take no choice.
      if (left === 0) throw cause;
    }
  }
}
