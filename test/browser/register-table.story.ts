import { readFile } from 'node:fs/promises';
import { TOKEN } from '../e2e/service.js';
import { PASSWORD, seriousFindings } from './browser-house.js';
import type { FirstDay } from './first-day.js';
import { choose } from './choose.js';
import { SCRIPT } from './register-town.js';

/** What is in the register is found, changed, taken back and changed at once. */
export function tableStory(day: FirstDay): void {
  it('finds a camera by pinyin initials and opens it by keyboard; a name that bears a script is text', async () => {
    await day.page.getByRole('link', { name: SCRIPT }).waitFor();
    expect(await day.page.getByRole('link', { name: SCRIPT }).count()).toBe(1);
    await day.page.getByLabel('名称、编码、IP 或拼音首字母（spc）').focus();
    await day.page.keyboard.type('lrxh');
    await day.status('共 1 台').waitFor();
    await day.page.waitForURL(/q=lrxh/);
    await day.page.getByRole('link', { name: '上坡村老人协会' }).focus();
    await day.page.keyboard.press('Enter');
    await day.page.getByRole('heading', { name: '上坡村老人协会' }).waitFor();
    expect(await day.page.getByLabel('IP 地址或主机名').inputValue()).toBe('127.1.0.3');
    expect(await seriousFindings(day.page)).toEqual([]);
  });

  it('saves what was changed, and shows what somebody else has changed meanwhile', async () => {
    const id = new URL(day.page.url()).pathname.split('/').at(-1)!;
    await fetch(`${day.house.service.url}/api/v1/cameras/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ register: { poleNumber: '杆 7' } }),
    });
    await day.page.getByLabel('设备型号').fill('DS-2CD2012-I');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.alert('别人已改过这台摄像机').waitFor();
    await day.page.getByText('把“立杆编号”从“（无）”改为“杆 7”').waitFor();
    await day.page.getByRole('button', { name: '载入最新内容，保留我的修改' }).click();
    await day.alert('别人已改过这台摄像机').waitFor({ state: 'detached' });
    expect(await day.page.getByLabel('立杆编号').inputValue()).toBe('杆 7');
    expect(await day.page.getByLabel('设备型号').inputValue()).toBe('DS-2CD2012-I');
    await day.page.getByLabel('IP 地址或主机名').fill('169.254.1.1');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('是链路本地地址').waitFor();
    await day.page.getByLabel('IP 地址或主机名').fill('127.1.0.3');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('已保存').waitFor();
    const kept = await day.house.service.json<{ register: Record<string, unknown> }>(`cameras/${id}`);
    expect(kept.register).toMatchObject({ poleNumber: '杆 7', model: 'DS-2CD2012-I' });
    await day.page.getByText('已保存').waitFor({ state: 'detached' });
  });

  it('keeps what was typed while somebody has to sign in again', async () => {
    await day.page.getByLabel('固件版本').fill('V5.5.0');
    await day.page.getByRole('button', { name: '保存' }).focus();
    await day.page.context().clearCookies();
    // Whatever the page asks next sends it to the door, be it this or something that it asks by itself.
    await day.page.keyboard.press('Enter');
    await day.page.waitForURL('**/sign-in**');
    await day.page.getByLabel('用户名').fill('lin');
    await day.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await day.page.keyboard.press('Enter');
    await day.page.getByRole('heading', { name: '上坡村老人协会' }).waitFor();
    expect(await day.page.getByLabel('固件版本').inputValue()).toBe('V5.5.0');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('已保存').waitFor();
  });

  it('takes one change back from the history', async () => {
    await day.page.getByRole('tab', { name: '变更记录' }).click();
    const row = day.page.getByRole('row').filter({ hasText: '设备型号' });
    await row.getByRole('button', { name: '撤回这项修改' }).click();
    await day.page.getByRole('dialog').getByRole('button', { name: '撤回这项修改' }).click();
    await day.page.getByText('已保存').first().waitFor();
    await day.page.getByRole('tab', { name: '档案' }).click();
    await day.page.locator('main').getByText('设备型号').first().waitFor();
    const id = new URL(day.page.url()).pathname.split('/').at(-1)!;
    const kept = await day.house.service.json<{ register: { model: string | null } }>(`cameras/${id}`);
    expect(kept.register.model).toBeNull();
  });

  it('edits many cameras at once: field by field first, then all of them', async () => {
    await day.page.goto(`/register?villageId=${day.villageId}`);
    await day.page.getByRole('button', { name: '批量修改' }).click();
    await choose(day.page, '要改的栏目', '维护单位');
    await day.page.getByRole('textbox', { name: '维护单位' }).fill('安海镇综治中心');
    await day.page.getByRole('button', { name: '预览' }).click();
    await day.status('共 4 台：4 台会改').waitFor();
    await day.page.getByText('维护单位：（无） → 安海镇综治中心').first().waitFor();
    await day.page.getByRole('listbox').filter({ visible: true }).waitFor({ state: 'hidden' });
    expect(await seriousFindings(day.page)).toEqual([]);
    await day.page.getByRole('button', { name: '修改 4 台' }).click();
    await day.page.getByText('已修改 4 台').waitFor();
    const { items } = await day.house.service.json<{ items: { register: { maintenanceUnit: string } }[] }>(
      'cameras',
    );
    expect(new Set(items.map(({ register }) => register.maintenanceUnit))).toEqual(
      new Set(['安海镇综治中心']),
    );
  });

  it('shows the cameras of one state, and takes them along as a file', async () => {
    const hour = (from: number): string => new Date(Date.now() + from * 3_600_000).toISOString();
    const schedule = { kind: 'once', startsAt: hour(-1), endsAt: hour(1) };
    const scope = { kind: 'village', id: day.villageId };
    const window = { name: '换电源', scope, schedule, rewritesPast: true };
    const { id } = await day.house.service.json<{ id: string }>('maintenance-windows', window);
    await day.page.goto('/register');
    await choose(day.page, '监测状态', '维护中');
    await day.page.waitForURL('**/register?state=maintenance');
    await day.status('共 4 台').waitFor();
    await day.page.getByRole('cell', { name: '维护中' }).nth(3).waitFor();

    const taken = day.page.waitForEvent('download');
    await day.page.getByRole('button', { name: '导出' }).click();
    await day.page.getByRole('menuitem', { name: 'CSV' }).click();
    const text = await readFile(await (await taken).path(), 'utf8');
    expect(text.split('\n').filter((line) => line.includes('上坡村,'))).toHaveLength(4);
    await choose(day.page, '监测状态', '在线');
    await day.page.getByText('没有符合条件的摄像机').waitFor();
    await fetch(`${day.house.service.url}/api/v1/maintenance-windows/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  });

  it('keeps a filter under a name', async () => {
    await day.page.goto(`/register?villageId=${day.villageId}&lifecycle=in-service`);
    await day.page.getByRole('button', { name: '我的筛选' }).click();
    await day.page.getByRole('textbox', { name: '筛选名称' }).fill('上坡村在用');
    await day.page.getByRole('button', { name: '保存当前筛选' }).click();
    await day.page.goto('/register');
    await day.page.getByRole('button', { name: '我的筛选' }).click();
    await day.page.getByRole('button', { name: '上坡村在用', exact: true }).click();
    await day.page.waitForURL(`**/register?*villageId=${day.villageId}*`);
    expect(day.page.url()).toContain('lifecycle=in-service');
  });
}
