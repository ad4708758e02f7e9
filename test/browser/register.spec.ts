import type { Page } from 'playwright-core';
import { startFarm } from '../farm/index.js';
import { streetAt } from '../e2e/discovery-street.js';
import { WEBHOOK_SECRET } from '../e2e/notify-town.js';
import { TOKEN } from '../e2e/service.js';
import { describeWith } from '../needs.js';
import { startWebhook } from '../receivers/webhook.js';
import { BrowserHouse, PASSWORD, PHONE, seriousFindings } from './browser-house.js';
import { choose, firstDay, registerFile, SCRIPT, village } from './register-town.js';

const REGISTER_PAGES = ['/register', '/register/import', '/register/quality', '/register/discovery'];
const ADMIN_PAGES = [
  'users',
  'tokens',
  'groups',
  'credentials',
  'channels',
  'maintenance',
  'audit',
  'service',
];

/** One town, from its first minute on: each case goes on where the one before it left. */
describeWith(['chromium'], "an admin's first day", () => {
  let house: BrowserHouse;
  let page: Page;
  let spc: string;

  beforeAll(async () => {
    house = await BrowserHouse.open({ NOTIFY_TRUSTED_HOSTS: '127.0.0.1' });
    page = await house.page();
    // Sooner than the case gives up, so that it says what it waited for.
    page.setDefaultTimeout(10_000);
  }, 60_000);

  afterAll(async () => house?.close());
  afterEach(() => house.refuseFaults());

  const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
  const status = (text: string) => page.getByRole('status').filter({ hasText: text });

  it('begins with the admin token, and three doors', async () => {
    await page.goto('/register');
    await page.waitForURL('**/welcome');
    await page.getByLabel('管理令牌').fill('not the token');
    await page.getByLabel('您的用户名').fill('lin');
    await page.getByLabel('密码（至少').fill(PASSWORD);
    await page.getByLabel('再输一遍密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('管理令牌不正确').waitFor();
    expect(await page.getByLabel('您的用户名').inputValue()).toBe('lin');
    expect(await seriousFindings(page)).toEqual([]);

    await firstDay(page, 'lin');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '去导入' }).click();
    await page.getByText('把文件拖到这里').waitFor();
  });

  it('enters a village, and says at its field what is wrong', async () => {
    await page.goto('/admin/groups');
    await page.getByRole('button', { name: '新建村/社区' }).click();
    await page.getByLabel('名称').fill('上坡村');
    await page.getByLabel('统计代码').fill('123');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('应为 12 位统计代码').waitFor();
    await page.getByLabel('统计代码').fill('350582101208');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '上坡村' }).waitFor();
    const { items } = await house.service.json<{ items: { id: string; code: string }[] }>('villages');
    expect(items).toMatchObject([{ code: '350582101208' }]);
    spc = items[0]!.id;
    expect(items).toHaveLength(1);
  });

  it('imports a register: a mistake is named with its mend, and nothing is written before all is right', async () => {
    await page.goto('/register/import');
    const file = page.getByLabel('把文件拖到这里，或点击选择');
    await file.setInputFiles(registerFile({ '127.1.0.2': '999.1.0.2', '2026-03-01,村口': '前年,村口' }));
    await status('检查完毕，还没有写入').waitFor();
    await page.getByText('“999.1.0.2” 不是可用的 IP 地址 → 只填 IP 地址').waitFor();
    await page.getByText('“前年” 不是日期').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect((await house.service.json<{ items: unknown[] }>('cameras')).items).toEqual([]);

    await page.getByRole('button', { name: '放弃，换一个文件' }).click();
    await file.setInputFiles(registerFile());
    const write = page.getByRole('button', { name: '导入 4 行' });
    await write.waitFor();
    expect((await house.service.json<{ items: unknown[] }>('cameras')).items).toEqual([]);
    await write.click();
    await status('已导入').waitFor();
    await page.getByRole('link', { name: '去看台账' }).click();
    await status('共 4 台').waitFor();
  });

  it('finds a camera by pinyin initials and opens it by keyboard; a name that bears a script is text', async () => {
    await page.getByRole('link', { name: SCRIPT }).waitFor();
    expect(await page.getByRole('link', { name: SCRIPT }).count()).toBe(1);
    await page.getByLabel('名称、编码、IP 或拼音首字母（spc）').focus();
    await page.keyboard.type('lrxh');
    await status('共 1 台').waitFor();
    expect(page.url()).toContain('q=lrxh');
    await page.getByRole('link', { name: '上坡村老人协会' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '上坡村老人协会' }).waitFor();
    expect(await page.getByLabel('IP 地址或主机名').inputValue()).toBe('127.1.0.3');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('saves what was changed, and shows what somebody else has changed meanwhile', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    await fetch(`${house.service.url}/api/v1/cameras/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ register: { poleNumber: '杆 7' } }),
    });
    await page.getByLabel('设备型号').fill('DS-2CD2012-I');
    await page.getByRole('button', { name: '保存' }).click();
    await alert('别人已改过这台摄像机').waitFor();
    await page.getByText('把“立杆编号”从“（无）”改为“杆 7”').waitFor();
    await page.getByRole('button', { name: '载入最新内容，保留我的修改' }).click();
    await page.getByRole('alert').filter({ hasText: '别人已改过' }).waitFor({ state: 'detached' });
    expect(await page.getByLabel('立杆编号').inputValue()).toBe('杆 7');
    expect(await page.getByLabel('设备型号').inputValue()).toBe('DS-2CD2012-I');
    await page.getByLabel('IP 地址或主机名').fill('169.254.1.1');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('是链路本地地址').waitFor();
    await page.getByLabel('IP 地址或主机名').fill('127.1.0.3');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    const kept = await house.service.json<{ register: Record<string, unknown> }>(`cameras/${id}`);
    expect(kept.register).toMatchObject({ poleNumber: '杆 7', model: 'DS-2CD2012-I' });
  });

  it('keeps what was typed while somebody has to sign in again', async () => {
    await page.getByLabel('固件版本').fill('V5.5.0');
    await page.context().clearCookies();
    await page.getByRole('button', { name: '保存' }).click();
    await page.waitForURL('**/sign-in**');
    await page.getByLabel('用户名').fill('lin');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '上坡村老人协会' }).waitFor();
    expect(await page.getByLabel('固件版本').inputValue()).toBe('V5.5.0');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
  });

  it('takes one change back from the history', async () => {
    await page.getByRole('tab', { name: '变更记录' }).click();
    const row = page.getByRole('row').filter({ hasText: '设备型号' });
    await row.getByRole('button', { name: '撤回这项修改' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回这项修改' }).click();
    await page.getByText('已保存').first().waitFor();
    await page.getByRole('tab', { name: '档案' }).click();
    await page.waitForFunction("document.querySelector('main').innerText.includes('设备型号')");
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    const kept = await house.service.json<{ register: { model: string | null } }>(`cameras/${id}`);
    expect(kept.register.model).toBeNull();
  });

  it('edits many cameras at once: field by field first, then all of them', async () => {
    await page.goto(`/register?villageId=${spc}`);
    await page.getByRole('button', { name: '批量修改' }).click();
    await choose(page, '要改的栏目', '维护单位');
    await page.getByRole('textbox', { name: '维护单位' }).fill('安海镇综治中心');
    await page.getByRole('button', { name: '预览' }).click();
    await status('共 4 台：4 台会改').waitFor();
    await page.getByText('维护单位：（无） → 安海镇综治中心').first().waitFor();
    await page.getByRole('listbox').filter({ visible: true }).waitFor({ state: 'hidden' });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '修改 4 台' }).click();
    await page.getByText('已修改 4 台').waitFor();
    const { items } = await house.service.json<{ items: { register: { maintenanceUnit: string } }[] }>(
      'cameras',
    );
    expect(new Set(items.map(({ register }) => register.maintenanceUnit))).toEqual(
      new Set(['安海镇综治中心']),
    );
  });

  it('keeps a filter under a name', async () => {
    await page.goto(`/register?villageId=${spc}&lifecycle=in-service`);
    await page.getByRole('button', { name: '我的筛选' }).click();
    await page.getByRole('textbox', { name: '筛选名称' }).fill('上坡村在用');
    await page.getByRole('button', { name: '保存当前筛选' }).click();
    await page.goto('/register');
    await page.getByRole('button', { name: '我的筛选' }).click();
    await page.getByRole('button', { name: '上坡村在用', exact: true }).click();
    await page.waitForURL(`**/register?*villageId=${spc}*`);
    expect(page.url()).toContain('lifecycle=in-service');
  });

  it('adds a village user, whose first password is shown once and opens their village alone', async () => {
    await village(house, '桥头村', 1);
    await page.goto('/admin/users');
    await page.getByRole('button', { name: '新建用户' }).click();
    await page.getByLabel('用户名').fill('shangpo');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请选择至少一个村/社区').waitFor();
    await choose(page, '能看哪些村', '上坡村');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '保存' }).click();
    const shown = page.getByRole('textbox', { name: '初始密码' });
    await shown.waitFor();
    const first = await shown.inputValue();
    await page.getByRole('button', { name: '我已记下' }).click();
    await page.getByText('未改初始密码').waitFor();

    const theirs = await house.page();
    theirs.setDefaultTimeout(8_000);
    await theirs.goto('/register');
    await theirs.getByLabel('用户名').fill('shangpo');
    await theirs.getByLabel('密码', { exact: true }).fill(first);
    await theirs.keyboard.press('Enter');
    await theirs.getByLabel('当前密码').fill(first);
    await theirs.getByLabel('新密码（至少').fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.waitForURL(({ pathname }) => pathname === '/');
    await theirs.getByRole('link', { name: '台账' }).click();
    await theirs.getByRole('status').filter({ hasText: '共 4 台' }).waitFor();
    expect(await theirs.getByRole('link', { name: '系统' }).count()).toBe(0);
    for (const closed of ['/admin/users', '/admin', '/register/discovery']) {
      await theirs.goto(closed);
      await theirs.getByText('您没有查看此页的权限').waitFor();
    }
    const { items } = await house.service.json<{ items: { id: string; villageId: string }[] }>('cameras');
    await theirs.goto(`/register/cameras/${items.find(({ villageId }) => villageId !== spc)!.id}`);
    await theirs.getByText('没有找到，或不在您可查看的范围内').waitFor();
    await theirs.context().close();
  });

  it('makes a channel, and sends a test that arrives', async () => {
    const receiver = await startWebhook(WEBHOOK_SECRET);
    await page.goto('/admin/channels');
    await page.getByRole('button', { name: '新建通道' }).click();
    await choose(page, '方式', '网络回调');
    await page.getByLabel('名称').fill('值班室');
    await page.getByLabel('机器人地址').fill(receiver.url('/in?key=42'));
    await page.getByLabel('加签密钥').fill('too short');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('至少 16 个字符').waitFor();
    await page.getByLabel('加签密钥').fill(WEBHOOK_SECRET);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '发测试' }).click();
    await status('测试消息已送达').waitFor();
    expect(receiver.received).toHaveLength(1);
    await receiver.close();
    await page.getByRole('button', { name: '发测试' }).click();
    await status('没有送达').waitFor();
    expect(await page.content()).not.toContain('key=42');
  });

  it('plans maintenance, shows it on the calendar, and makes a token that is seen once', async () => {
    await page.goto('/admin/maintenance');
    await page.getByRole('button', { name: '新建检修' }).click();
    await page.getByLabel('检修内容').fill('换电源');
    await choose(page, '范围', '上坡村');
    await choose(page, '多久一次', '每天');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '每天 22:00，60 分钟' }).waitFor();
    await page.getByText('月历').click();
    expect(await page.getByRole('listitem').filter({ hasText: '换电源' }).count()).toBeGreaterThan(0);

    await page.goto('/admin/tokens');
    await page.getByRole('button', { name: '新建令牌' }).click();
    await page.getByLabel('用途').fill('大屏');
    await page.getByRole('button', { name: '保存' }).click();
    const secret = await page.getByRole('textbox', { name: '令牌' }).inputValue();
    const answer = await fetch(`${house.service.url}/api/v1/users`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(200);
    await page.getByRole('button', { name: '我已记下' }).click();
    expect(await page.content()).not.toContain(secret);
  });

  it('finds devices on the network, and adopts them by rule after a look', async () => {
    const farm = await startFarm(streetAt(['127.70.5.1', '127.70.5.2']));
    try {
      await page.goto('/admin/groups');
      await page.getByRole('row').filter({ hasText: 'local' }).getByRole('button', { name: '修改' }).click();
      await page.getByLabel('可搜索的网段').fill('127.70.5.0/30');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('cell', { name: '127.70.5.0/30' }).waitFor();
      await page.goto('/register/discovery');
      await page.getByLabel('端口（用逗号隔开）').fill('8080');
      await page.getByRole('button', { name: '开始搜索' }).click();
      await page.getByText('完成 · 找到 2 台').waitFor();
      await page.getByRole('cell', { name: '新设备' }).nth(1).waitFor();
      expect(await page.getByRole('cell', { name: '新设备' }).count()).toBe(2);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByText('批量纳管').click();
      await choose(page, '村/社区', '桥头村');
      await page.getByRole('button', { name: '看会做什么' }).click();
      await status('新登记 2 台').waitFor();
      await page.getByRole('button', { name: '纳管 2 台' }).click();
      await page.getByText('已新登记 2 台').waitFor();
    } finally {
      await farm.close();
    }
  }, 60_000);

  it.each([...REGISTER_PAGES, ...ADMIN_PAGES.map((name) => `/admin/${name}`)])(
    '%s is to be used by everybody, and speaks Chinese alone',
    async (path) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction("document.querySelector('.el-skeleton') === null");
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.locator('main').innerText()).not.toMatch(
        /\b(?:must|admin|register|frame|faces)\.\w|is missing/,
      );
    },
  );

  it('fits a phone where a village looks at its register', async () => {
    const small = await house.signedIn('shangpo', { viewport: PHONE });
    await small.goto('/register');
    await small.getByRole('status').filter({ hasText: '共 4 台' }).waitFor();
    expect(await small.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(small)).toEqual([]);
    await small.context().close();
  });
});
