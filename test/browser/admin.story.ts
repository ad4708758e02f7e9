import { TOKEN } from '../e2e/service.js';
import { WEBHOOK_SECRET } from '../e2e/notify-town.js';
import { startWebhook } from '../receivers/webhook.js';
import { PASSWORD, seriousFindings } from './browser-house.js';
import type { FirstDay } from './first-day.js';
import { choose } from './choose.js';
import { village } from './register-town.js';

/** People, channels, maintenance and tokens. */
export function adminStory(day: FirstDay): void {
  it('adds a village user, whose first password is shown once and opens their village alone', async () => {
    await village(day.house, '桥头村', 1);
    await day.page.goto('/admin/users');
    await day.page.getByRole('button', { name: '新建用户' }).click();
    await day.page.getByLabel('用户名').fill('shangpo');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('请选择至少一个村/社区').waitFor();
    await choose(day.page, '能看哪些村', '上坡村');
    await day.page.keyboard.press('Escape');
    await day.page.getByRole('button', { name: '保存' }).click();
    const shown = day.page.getByRole('textbox', { name: '初始密码' });
    await shown.waitFor();
    const first = await shown.inputValue();
    await day.page.getByRole('button', { name: '我已记下' }).click();
    await day.page.getByText('未改初始密码').waitFor();

    const theirs = await day.house.page();
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
    const { items } = await day.house.service.json<{ items: { id: string; villageId: string }[] }>('cameras');
    await theirs.goto(`/register/cameras/${items.find(({ villageId }) => villageId !== day.villageId)!.id}`);
    await theirs.getByText('没有找到，或不在您可查看的范围内').waitFor();
    await theirs.context().close();
  }, 60_000);

  it('makes a channel, and sends a test that arrives', async () => {
    const receiver = await startWebhook(WEBHOOK_SECRET);
    await day.page.goto('/admin/channels');
    await day.page.getByRole('button', { name: '新建通道' }).click();
    await choose(day.page, '方式', '网络回调');
    await day.page.getByLabel('名称').fill('值班室');
    await day.page.getByLabel('机器人地址').fill(receiver.url('/in?key=42'));
    await day.page.getByLabel('加签密钥').fill('too short');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByText('至少 16 个字符').waitFor();
    await day.page.getByLabel('加签密钥').fill(WEBHOOK_SECRET);
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByRole('button', { name: '发测试' }).click();
    await day.status('测试消息已送达').waitFor();
    expect(receiver.received).toHaveLength(1);
    await receiver.close();
    await day.page.getByRole('button', { name: '发测试' }).click();
    await day.status('没有送达').waitFor();
    expect(await day.page.content()).not.toContain('key=42');
  });

  it('plans maintenance of a village and of one camera, and shows where they overlap', async () => {
    await day.page.goto('/admin/maintenance');
    await day.page.getByRole('button', { name: '新建检修' }).click();
    await day.page.getByLabel('检修内容').fill('换电源');
    await choose(day.page, '范围', '上坡村');
    await choose(day.page, '多久一次', '每天');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByRole('cell', { name: '每天 22:00，60 分钟' }).waitFor();
    await day.page.getByRole('dialog').waitFor({ state: 'hidden' });

    await day.page.getByRole('button', { name: '新建检修' }).click();
    await day.page.getByLabel('检修内容').fill('擦镜头');
    await day.page.getByText('摄像机', { exact: true }).click();
    await day.page.getByRole('combobox', { name: '范围' }).pressSequentially('lrxh');
    await day.page.getByRole('option', { name: '上坡村老人协会 · 上坡村' }).click();
    await choose(day.page, '多久一次', '每天');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByRole('cell', { name: '摄像机 上坡村老人协会' }).waitFor();
    await day.page.getByText('与“换电源”的时间和设备有重叠').waitFor();

    await day.page.getByText('月历').click();
    await day.page.getByRole('listitem').filter({ hasText: '⚠ 换电源' }).first().waitFor();
    expect(await seriousFindings(day.page)).toEqual([]);
  }, 60_000);

  it('changes a window, but not over what somebody else has changed meanwhile, and ends it early', async () => {
    await day.page.getByText('列表').click();
    const row = day.page.getByRole('row').filter({ hasText: '上坡村老人协会' });
    await row.getByRole('button', { name: '修改' }).click();
    const name = day.page.getByLabel('检修内容');
    await name.fill('擦镜头和护罩');
    const { items } = await day.house.service.json<{ items: { id: string; name: string }[] }>(
      'maintenance-windows',
    );
    const { id } = items.find((window) => window.name === '擦镜头')!;
    await fetch(`${day.house.service.url}/api/v1/maintenance-windows/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '刮风' }),
    });
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.alert('别人已改过这条记录').waitFor();
    expect(await name.inputValue()).toBe('擦镜头和护罩');
    await day.page.getByRole('button', { name: '取消' }).click();
    await row.getByRole('button', { name: '修改' }).click();
    expect(await day.page.getByLabel('原因').inputValue()).toBe('刮风');
    await name.fill('擦镜头和护罩');
    await day.page.getByRole('button', { name: '保存' }).click();
    await day.page.getByRole('cell', { name: '擦镜头和护罩', exact: true }).waitFor();
    await row.getByRole('button', { name: '结束', exact: true }).click();
    await day.page.getByRole('dialog').getByRole('button', { name: '结束', exact: true }).click();
    await row.getByText('已结束').waitFor();
  }, 60_000);

  it('says what of the service is well, and what every figure means', async () => {
    await day.page.goto('/admin/service');
    await day.page.getByText('可写入').waitFor();
    await day.page.getByText('检测间隔一分钟，晚几秒不影响判定。').waitFor();
  });

  it('makes a token that is seen once', async () => {
    await day.page.goto('/admin/tokens');
    await day.page.getByRole('button', { name: '新建令牌' }).click();
    await day.page.getByLabel('用途').fill('大屏');
    await day.page.getByRole('button', { name: '保存' }).click();
    const secret = await day.page.getByRole('textbox', { name: '令牌' }).inputValue();
    const answer = await fetch(`${day.house.service.url}/api/v1/users`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(200);
    await day.page.getByRole('button', { name: '我已记下' }).click();
    expect(await day.page.content()).not.toContain(secret);
  });
}
