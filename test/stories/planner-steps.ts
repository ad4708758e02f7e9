import type { Page } from 'playwright-core';
import { type } from '../browser/planning/planning-stage.js';

/** What a planner does on the pages of planning. */
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
