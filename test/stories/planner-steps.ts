import type { Locator, Page } from 'playwright-core';

/** What a planner does on the pages of planning. */
export const side = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();
export const pane = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name, exact: true });

export async function chooseVillage(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '村/社区' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** Waits until so much weight of gaps would be gone. */
export async function gained(page: Page, weight: string): Promise<void> {
  await page.locator('[data-figure=gain]').getByText(weight, { exact: true }).waitFor();
}

/** A new camera, by the numbers of where it is to hang. */
export async function buyAt(
  page: Page,
  name: string,
  at: { latitudeDeg: number; longitudeDeg: number },
): Promise<void> {
  await page.getByRole('button', { name: '新增摄像机' }).click();
  await page.getByRole('button', { name: '在图中央新增' }).click();
  await type(page, '名称', name);
  await type(page, '经度（°）', String(at.longitudeDeg));
  await type(page, '纬度（°）', String(at.latitudeDeg));
}

/** As somebody types who uses no mouse. */
async function type(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}
