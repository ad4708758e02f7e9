import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';

/** What villages and the town do with awards and purchases, in the words of who does it. */
export function button(page: Page | Locator, name: string | RegExp): Locator {
  return page.getByRole('button', { name }).first();
}

export async function goToVillage(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '村务' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** What came in, and on which day. `kind` and `amount` are as they stand in the form. */
export async function enterIncome(page: Page, kind: string, amount: string, day: string): Promise<void> {
  await button(page, '登记收入').click();
  const dialog = page.getByRole('dialog', { name: '登记收入' });
  await dialog.getByText(kind, { exact: true }).click();
  await dialog.getByLabel('金额（元）').fill(amount);
  await dialog.getByLabel('到账日期').fill(day);
  await button(dialog, '保存').click();
  await dialog.waitFor({ state: 'detached' });
}

/** All that is not paid yet. */
export async function payRestFrom(page: Page, source: string): Promise<void> {
  await page.locator('.share', { hasText: source }).getByRole('button').click();
}

/** By what stands on the boxes, one a line: looked at first, then so many are tied. */
export async function tieCameras(page: Page, boxes: readonly string[]): Promise<void> {
  await page.getByLabel(/粘贴序列号/).fill(boxes.join('\n'));
  await button(page, '先核对').click();
  await button(page, `关联核对无误的 ${boxes.length} 台`).click();
}

export async function takeStep(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name }).click();
  await button(page.getByRole('dialog'), '确定').click();
}

/** Answers the number of the publication. */
export async function publish(page: Page): Promise<string> {
  await button(page, '正式公示').click();
  await button(page.getByRole('dialog'), /^(?:确定|正式公示)$/).click();
  const done = page.getByText(/已公示，编号 GS-/);
  await done.waitFor();
  return /GS-\d{4}-\d{4}/.exec((await done.textContent())!)![0];
}

/** As anybody does who stands before the board, on the page whose address is on the paper. */
export async function checkNumber(passer: Page, address: string, number: string): Promise<void> {
  await passer.goto(new URL('.', new URL(address, 'http://town')).pathname.replace(/\/$/, ''));
  await passer.getByLabel(/请输入公示上的编号/).fill(number.toLowerCase());
  await button(passer, '核验').click();
  await passer.getByText(`以下为 ${number} 公示时的原文`).waitFor();
}

/** Of the document that anybody may save. */
export async function sha256Of(passer: Page, address: string): Promise<string> {
  const document = await passer.request.get(`${address}?format=document`);
  return createHash('sha256')
    .update(await document.body())
    .digest('hex');
}
