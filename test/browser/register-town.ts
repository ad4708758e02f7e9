import type { Page } from 'playwright-core';
import { TOKEN } from '../e2e/service.js';
import { BrowserHouse, PASSWORD } from './browser-house.js';

/** A name that would be a script where a page took it for one. */
export const SCRIPT = '<img src=x onerror=alert(1)>';

const HEADER = '设备名称,村/社区,IPV4,设备厂商,安装时间,安装地址';

/** The register of a small village, with these mistakes in place of what is right. */
export function registerFile(mistakes: Readonly<Record<string, string>> = {}) {
  const rows = [
    `上坡村村口,上坡村,127.1.0.1,海康威视,2026-03-01,村口榕树旁`,
    `上坡村小学门口,上坡村,127.1.0.2,海康威视,2026-03-01,小学门口`,
    `上坡村老人协会,上坡村,127.1.0.3,海康威视,2026-03-02,老人协会`,
    `${SCRIPT},上坡村,127.1.0.4,海康威视,2026-03-02,祠堂`,
  ];
  const text = [HEADER, ...rows].join('\n');
  const written = Object.entries(mistakes).reduce((all, [right, wrong]) => all.replace(right, wrong), text);
  return { name: '上坡村台账.csv', mimeType: 'text/csv', buffer: Buffer.from(written) };
}

/** A new town as somebody finds it who opens it for the first time. */
export async function firstDay(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.waitForURL('**/welcome');
  await page.getByLabel('管理令牌').fill(TOKEN);
  await page.getByLabel('您的用户名').fill(name);
  await page.getByLabel('密码（至少').fill(PASSWORD);
  await page.getByLabel('再输一遍密码').fill(PASSWORD);
  await page.getByRole('button', { name: '建立管理员并登录' }).click();
  await page.getByRole('heading', { name: '从哪里开始？' }).waitFor();
}

/** A village and its cameras, entered without a page. */
export async function village(house: BrowserHouse, name: string, cameras: number): Promise<string> {
  const { id } = await house.service.json<{ id: string }>('villages', { name, kind: 'village' });
  for (let count = 1; count <= cameras; count += 1) {
    const network = { host: `127.2.0.${count}`, onvif: { port: 80 } };
    await house.service.json('cameras', { name: `${name}${count}号`, villageId: id, network });
  }
  return id;
}
