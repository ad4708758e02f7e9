import { startFarm } from '../farm/index.js';
import { streetAt } from '../e2e/discovery-street.js';
import { seriousFindings } from './browser-house.js';
import type { FirstDay } from './first-day.js';
import { choose } from './choose.js';

/** What hangs on the network comes into the register. */
export function discoveryStory(day: FirstDay): void {
  it('finds devices on the network, and adopts them by rule after a look', async () => {
    const farm = await startFarm(streetAt(['127.70.5.1', '127.70.5.2']));
    try {
      await day.page.goto('/admin/groups');
      await day.page
        .getByRole('row')
        .filter({ hasText: 'local' })
        .getByRole('button', { name: '修改' })
        .click();
      await day.page.getByLabel('可搜索的网段').fill('127.70.5.0/30');
      await day.page.getByRole('button', { name: '保存' }).click();
      await day.page.getByRole('cell', { name: '127.70.5.0/30' }).waitFor();
      await day.page.goto('/register/discovery');
      await day.page.getByLabel('端口（用逗号隔开）').fill('8080');
      await day.page.getByRole('button', { name: '开始搜索' }).click();
      await day.page.getByText('完成 · 找到 2 台').waitFor();
      await day.page.getByRole('cell', { name: '新设备' }).nth(1).waitFor();
      expect(await day.page.getByRole('cell', { name: '新设备' }).count()).toBe(2);
      expect(await seriousFindings(day.page)).toEqual([]);
      await day.page.getByText('批量纳管').click();
      await choose(day.page, '村/社区', '桥头村');
      await day.page.getByRole('button', { name: '看会做什么' }).click();
      await day.status('新登记 2 台').waitFor();
      await day.page.getByRole('button', { name: '纳管 2 台' }).click();
      await day.page.getByText('已新登记 2 台').waitFor();
    } finally {
      await farm.close();
    }
  }, 60_000);
}
