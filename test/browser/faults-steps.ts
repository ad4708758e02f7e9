import type { Locator, Page } from 'playwright-core';

/** What a technician does at the page of a camera, in the words of who does it. */
export function rung(page: Page, name: string): Locator {
  return page.locator('.ladder li', { has: page.getByText(name, { exact: true }) });
}

export function workOrder(page: Page): Locator {
  return page.getByRole('region', { name: '工单' });
}

/** Opens the order, takes it, and goes there. */
export async function goThere(page: Page): Promise<void> {
  for (const deed of ['开工单', '我来处理', '接单', '已到场'])
    await workOrder(page).getByRole('button', { name: deed }).click();
  await workOrder(page).getByRole('status').getByText('已到场').waitFor();
}

export async function reportMended(page: Page, cause: string, part: string): Promise<void> {
  const order = workOrder(page);
  await order.getByRole('button', { name: '修好了' }).click();
  await order.getByLabel('故障原因').selectOption({ label: cause });
  await order.getByLabel('更换的配件').fill(part);
  await order.getByRole('button', { name: '提交' }).click();
  await order.getByText(`报修复：${cause}，${part}`).waitFor();
}

export async function probeNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: '立即探测' }).click();
}

/** A picture was seen, and so the order is closed. */
export async function seeConfirmed(page: Page): Promise<void> {
  await page.getByText('已确认：画面正常。').waitFor();
  expect(await rung(page, '取到画面').innerText()).toContain('通过');
  await page.getByRole('status').getByText('在线').waitFor();
  await workOrder(page)
    .getByText(/探测确认，办结/)
    .waitFor();
}
