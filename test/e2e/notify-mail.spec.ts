import { DeliveryAttempted } from '../../src/notify/index.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { headerOf, MailServer, type MailSettings } from '../receivers/mail.js';
import { deliveriesOf, enterChannel, enterVillage, notice, post, startNotifyTown } from './notify-town.js';
import type { Service } from './service.js';

const LOGIN = { username: 'shouwang', password: 'a password for mail' };

describe('e-mail', () => {
  let service: Service;
  let mails: MailServer;
  let villageId: string;

  beforeAll(async () => {
    service = await startNotifyTown({ NOTIFY_TIMEOUT_S: '1', NOTIFY_MAX_ATTEMPTS: '2' });
    villageId = await enterVillage(service, '上坡村');
  });
  afterAll(() => service.close());
  afterEach(async () => {
    const { items } = await service.json<{ items: { id: string }[] }>('GET', '/api/v1/channels');
    for (const { id } of items) await service.request('DELETE', `/api/v1/channels/${id}`);
    await mails.close();
  });

  async function enter(settings: MailSettings, more: object = {}) {
    mails = await MailServer.start(settings);
    const server = { kind: 'email', host: '127.0.0.1', port: mails.port, security: 'none' };
    const people = { from: 'shouwang@town.example', to: ['zhang@town.example', 'li@town.example'] };
    return enterChannel(service, '邮件', { ...server, ...people, ...more });
  }

  /** How so many attempts end, from now on. */
  function attempts(count: number): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const outcomes: string[] = [];
      service.app.get(EventBus).on(DeliveryAttempted, ({ outcome }) => {
        if (outcomes.push(outcome) === count) resolve(outcomes);
      });
    });
  }

  it('goes to everybody with its subject, and the recovery answers it', async () => {
    await enter({ login: LOGIN }, LOGIN);
    await post(service, notice({ thread: 'mail', villageId, title: { zh: '村口枪机 离线', en: 'offline' } }));
    await mails.got(1);
    const title = { zh: '村口枪机 已恢复', en: 'back' };
    await post(service, notice({ thread: 'mail', villageId, kind: 'recovered', title }));
    const [first, second] = await mails.got(2);

    expect(first).toMatchObject({
      from: 'shouwang@town.example',
      to: ['zhang@town.example', 'li@town.example'],
      login: 'shouwang',
    });
    expect(headerOf(first!, 'Subject')).toBe('【上坡村】村口枪机 离线');
    expect(headerOf(first!, 'In-Reply-To')).toBeNull();
    expect(headerOf(second!, 'Subject')).toBe('【上坡村】村口枪机 已恢复');
    const messageId = headerOf(first!, 'Message-ID');
    expect(messageId).toMatch(/^<[0-9a-f-]{36}@town\.example>$/);
    expect([headerOf(second!, 'In-Reply-To'), headerOf(second!, 'References')]).toEqual([
      messageId,
      messageId,
    ]);
  });

  it('cannot be made to hold other headers by a name', async () => {
    await enter({});
    await post(service, notice({ title: { zh: 'x\r\nBcc: evil@example.org', en: '' } }));
    const [mail] = await mails.got(1);
    expect(headerOf(mail!, 'Bcc')).toBeNull();
    expect(mail!.to).toEqual(['zhang@town.example', 'li@town.example']);
  });

  it('with a wrong password is a dead letter that says so', async () => {
    await enter({ login: LOGIN }, { ...LOGIN, password: 'wrong' });
    const over = attempts(1);
    await post(service, notice());
    expect(await over).toEqual(['refused']);
    const [dead] = await deliveriesOf(service, 'state=dead&limit=1');
    expect(dead).toMatchObject({
      lastError: 'EAUTH 535 Authentication failed',
      advice: 'Check the user name and the password of the mail server, then retry.',
    });
  });

  it('that only some are allowed to get arrives there, and says who did not', async () => {
    await enter({
      refuse: (address) => (address.startsWith('li@') ? { code: 550, text: 'no such user' } : null),
    });
    const over = attempts(1);
    await post(service, notice());
    expect(await over).toEqual(['sent']);
    expect((await mails.got(1))[0]!.to).toEqual(['zhang@town.example']);
    expect((await deliveriesOf(service, 'limit=1'))[0]).toMatchObject({
      state: 'sent',
      lastError: 'not accepted for li@town.example',
    });
  });

  it('that is refused for now is tried again, and for good is not', async () => {
    let code = 451;
    await enter({ refuse: () => ({ code, text: 'greylisted' }) });
    const over = attempts(2);
    await post(service, notice());
    await new Promise<void>((resolve) => service.app.get(EventBus).on(DeliveryAttempted, () => resolve()));
    code = 550;
    expect(await over).toEqual(['failed', 'refused']);
  });

  it('to a server that says nothing is given up after its attempts', async () => {
    await enter({ hangs: true });
    const over = attempts(2);
    await post(service, notice());
    expect(await over).toEqual(['failed', 'failed']);
    expect((await deliveriesOf(service, 'state=dead&limit=1'))[0]).toMatchObject({
      attempts: 2,
      lastError: 'it did not answer within 1 s',
    });
  });

  it('keeps its password where it is not given again, and never for another server', async () => {
    const { id } = await enter({ login: LOGIN }, LOGIN);
    const { port } = mails;
    const target = { kind: 'email', host: '127.0.0.1', port, security: 'none', username: LOGIN.username };
    const people = { from: 'shouwang@town.example', to: ['wang@town.example'] };
    await service.json('PATCH', `/api/v1/channels/${id}`, { target: { ...target, ...people } });
    await post(service, notice());
    expect((await mails.got(1))[0]).toMatchObject({ to: ['wang@town.example'], login: 'shouwang' });

    const other = await MailServer.start({ login: LOGIN });
    await service.json('PATCH', `/api/v1/channels/${id}`, {
      target: { ...target, ...people, port: other.port },
    });
    const over = attempts(1);
    await post(service, notice());
    expect(await over).toEqual(['refused']);
    expect(other.mails).toEqual([]);
    await other.close();
  });
});
