import { until } from '../e2e/built-service.js';
import { PASSWORD, seriousFindings } from './browser-house.js';
import type { FirstDay } from './first-day.js';
import { firstDay, registerFile } from './register-town.js';

/** A village and its cameras come into the register. */
export function importStory(day: FirstDay): void {
  it('begins with the admin token, and three doors', async () => {
    await day.page.goto('/register');
    await day.page.waitForURL('**/welcome');
    await day.page.getByLabel('管理令牌').fill('not the token');
    await day.page.getByLabel('您的用户名').fill('lin');
    await day.page.getByLabel('密码（至少').fill(PASSWORD);
    await day.page.getByLabel('再输一遍密码').fill(PASSWORD);
    await day.page.keyboard.press('Enter');
    await day.page.getByText('管理令牌不正确').waitFor();
    expect(await day.page.getByLabel('您的用户名').inputValue()).toBe('lin');
    expect(await seriousFindings(day.page)).toEqual([]);

    await firstDay(day.page, 'lin');
    expect(await seriousFindings(day.page)).toEqual([]);
    await day.page.getByRole('link', { name: '去导入' }).click();
    await day.page.getByText('把文件拖到这里').waitFor();
  });

  it('enters a village, and says at its field what is wrong', async () => {
    await day.page.goto('/admin/groups');
    await day.page.getByRole('button', { name: '新建村/社区' }).click();
    await day.page.getByLabel('名称').fill('上坡村');
    await day.page.getByLabel('统计代码').fill('123');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('应为 12 位统计代码').waitFor();
    await day.page.getByLabel('统计代码').fill('350582101208');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByRole('cell', { name: '上坡村' }).waitFor();
    const { items } = await day.house.service.json<{ items: { id: string; code: string }[] }>('villages');
    expect(items).toMatchObject([{ code: '350582101208' }]);
    day.villageId = items[0]!.id;
    expect(items).toHaveLength(1);
  });

  it('stops a check that nobody wants any more, here and in the service', async () => {
    await day.page.goto('/register/import');
    const rows = Array.from({ length: 9_000 }, (_, at) => `杆 ${at},上坡村,10.9.${at >> 8}.${at & 255}`);
    const buffer = Buffer.from(['设备名称,村/社区,IPV4', ...rows].join('\n'));
    const file = { name: '很多.csv', mimeType: 'text/csv', buffer };
    await day.page.getByLabel('把文件拖到这里，或点击选择').setInputFiles(file);
    await day.page.getByRole('button', { name: '取消导入' }).click();
    await day.status('已取消，没有写入任何内容').waitFor();
    await until(async () => {
      const { items } = await day.house.service.json<{ items: { state: string }[] }>('imports');
      return items.every(({ state }) => state === 'cancelled');
    });
  });

  it('imports a register: a mistake is named with its mend, and nothing is written before all is right', async () => {
    await day.page.goto('/register/import');
    const file = day.page.getByLabel('把文件拖到这里，或点击选择');
    await file.setInputFiles(registerFile({ '127.1.0.2': '999.1.0.2', '2026-03-01,村口': '前年,村口' }));
    await day.status('检查完毕，还没有写入').waitFor();
    await day.page.getByText('“999.1.0.2” 不是可用的 IP 地址 → 只填 IP 地址').waitFor();
    await day.page.getByText('“前年” 不是日期').waitFor();
    expect(await seriousFindings(day.page)).toEqual([]);
    expect((await day.house.service.json<{ items: unknown[] }>('cameras')).items).toEqual([]);

    await day.page.getByRole('button', { name: '放弃，换一个文件' }).click();
    await file.setInputFiles(registerFile());
    const write = day.page.getByRole('button', { name: '导入 4 行' });
    await write.waitFor();
    expect((await day.house.service.json<{ items: unknown[] }>('cameras')).items).toEqual([]);
    await write.click();
    await day.status('已导入').waitFor();
    await day.page.getByRole('link', { name: '去看台账' }).click();
    await day.status('共 4 台').waitFor();
  });
}
