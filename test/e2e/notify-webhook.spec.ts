import { DeliveryAttempted } from '../../src/notify/index.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import type { Receiver, Reply } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import {
  deliveriesOf,
  enterChannel,
  enterVillage,
  notice,
  post,
  startNotifyTown,
  WEBHOOK_SECRET,
} from './notify-town.js';
import type { Service } from './service.js';

interface WebhookBody {
  readonly title: string;
  readonly village: { readonly name: string } | null;
  readonly entries: readonly { readonly title: string; readonly kind: string }[];
}

describe('a webhook', () => {
  let service: Service;
  let receiver: Receiver;
  let villageId: string;
  let reply: (count: number) => Reply;
  const ok: Reply = { status: 204, body: '' };

  beforeAll(async () => {
    service = await startNotifyTown();
    villageId = await enterVillage(service, '上坡村');
  });
  afterAll(() => service.close());

  beforeEach(async () => {
    reply = () => ok;
    receiver = await startWebhook(WEBHOOK_SECRET, (_request, count) => reply(count));
  });
  afterEach(async () => {
    const { items } = await service.json<{ items: { id: string }[] }>('GET', '/api/v1/channels');
    for (const { id } of items) await service.request('DELETE', `/api/v1/channels/${id}`);
    await receiver.close();
  });

  const enter = (more: object = {}) =>
    enterChannel(
      service,
      '值班',
      { kind: 'webhook', url: receiver.url('/in?key=42'), secret: WEBHOOK_SECRET },
      more,
    );

  /** Resolves with how so many attempts ended, from now on. */
  function attempts(count: number): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const outcomes: string[] = [];
      service.app.get(EventBus).on(DeliveryAttempted, ({ outcome }) => {
        if (outcomes.push(outcome) === count) resolve(outcomes);
      });
    });
  }

  it('gets one signed digest of what was posted together for a village', async () => {
    await enter({ villageId });
    const over = attempts(1);
    await post(service, notice({ villageId }), notice({ villageId }), notice({ villageId: null }));
    expect(await over).toEqual(['sent']);

    const [request] = await receiver.got(1);
    const body = JSON.parse(request!.body) as WebhookBody;
    expect(body).toMatchObject({ title: '【上坡村】2 台离线', village: { name: '上坡村' } });
    expect(body.entries).toHaveLength(2);
    const [delivery] = await deliveriesOf(service);
    expect(delivery).toMatchObject({
      state: 'sent',
      attempts: 1,
      title: '【上坡村】2 台离线',
      lastError: null,
    });
    expect(request!.headers['idempotency-key']).toBe(delivery!.id);
  });

  it('is told a notice once, however often it is posted', async () => {
    await enter();
    const once = notice();
    await post(service, once);
    await receiver.got(1);
    await post(service, once, once);
    await post(service, notice({ title: { zh: '后来的', en: 'later' } }));
    const requests = await receiver.got(2);
    expect((JSON.parse(requests[1]!.body) as WebhookBody).title).toBe('【全镇】后来的');
  });

  it('is tried again with the same key until it takes it', async () => {
    reply = (count) => (count < 3 ? { status: 500, body: 'no' } : ok);
    await enter();
    const over = attempts(3);
    await post(service, notice());
    expect(await over).toEqual(['failed', 'failed', 'sent']);
    const requests = await receiver.got(3);
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
  });

  it('that refuses us is a dead letter with what to do, and arrives when it is retried', async () => {
    reply = () => ({ status: 403, body: 'who are you?\n' });
    await enter();
    const dead = attempts(1);
    await post(service, notice());
    expect(await dead).toEqual(['refused']);
    const [delivery] = await deliveriesOf(service, 'state=dead');
    expect(delivery).toMatchObject({
      attempts: 1,
      lastError: 'HTTP 403 who are you?',
      advice: 'It refuses us: check the address and the secret, then retry.',
    });

    reply = () => ok;
    const sent = attempts(1);
    expect(await service.json('POST', `/api/v1/deliveries/${delivery!.id}/retry`)).toMatchObject({
      state: 'waiting',
    });
    expect(await sent).toEqual(['sent']);
    const again = await service.request('POST', `/api/v1/deliveries/${delivery!.id}/retry`);
    expect([again.status, await again.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'already-sent' }),
    ]);
  });

  it('that redirects is not followed', async () => {
    reply = () => ({ status: 307, headers: { location: receiver.url('/elsewhere') }, body: '' });
    await enter();
    const over = attempts(1);
    await post(service, notice());
    expect(await over).toEqual(['refused']);
    expect((await receiver.got(1)).map(({ url }) => url.pathname)).toEqual(['/in']);
  });

  it('that hangs delays no other channel', async () => {
    reply = () => null;
    await enter();
    const other = await startWebhook(WEBHOOK_SECRET);
    await enterChannel(service, '别的', { kind: 'webhook', url: other.url('/'), secret: WEBHOOK_SECRET });
    await post(service, notice());
    await receiver.got(1);
    await post(service, notice());
    await other.got(2);
    expect(receiver.received).toHaveLength(1);
    await other.close();
  });

  it('says how a test message went', async () => {
    const { id } = await enter();
    expect(await service.json('POST', `/api/v1/channels/${id}/test`)).toEqual({
      outcome: 'sent',
      error: null,
      advice: null,
    });
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ title: '【守望】测试消息：这个通道可用' });
    reply = () => ({ status: 404, body: '' });
    expect(await service.json('POST', `/api/v1/channels/${id}/test`)).toMatchObject({ outcome: 'refused' });
  });

  it('whose name leads to this machine is refused when it is called', async () => {
    const target = { kind: 'webhook', url: 'https://localhost:1/', secret: WEBHOOK_SECRET };
    const { id } = await enterChannel(service, '值班', target);
    expect(await service.json('POST', `/api/v1/channels/${id}/test`)).toEqual({
      outcome: 'refused',
      error: expect.stringMatching(
        /^its name stands for (127\.0\.0\.1|::1), which is an address of this machine/,
      ) as string,
      advice: 'Enter another address, then retry.',
    });
  });

  it('is counted: what was sent, what waits and what was given up', async () => {
    reply = (count) => (count === 1 ? ok : { status: 404, body: '' });
    await enter();
    const numbers = async () =>
      (await (await fetch(`${service.url}/metrics`)).text())
        .split('\n')
        .filter((line) => /^shouwang_(delivery_attempts_total|notices_waiting|deliveries_dead)/.test(line));
    const before = await numbers();
    expect(before).toEqual(
      expect.arrayContaining(['shouwang_notices_waiting 0', 'shouwang_deliveries_dead 0']),
    );
    for (const _ of ['sent', 'refused']) {
      const over = attempts(1);
      await post(service, notice());
      await over;
    }
    const sent = (lines: readonly string[]): number =>
      Number(
        / (\d+)$/.exec(lines.find((line) => line.includes('kind="webhook",outcome="sent"')) ?? ' 0')![1],
      );
    const after = await numbers();
    expect(sent(after) - sent(before)).toBe(1);
    expect(after).toContain('shouwang_deliveries_dead 1');
  });

  it('shows its host and never its address or its secret', async () => {
    const channel = await enter();
    const text = JSON.stringify([channel, await (await service.request('GET', '/api/v1/channels')).json()]);
    expect(channel.target).toEqual({ host: `127.0.0.1:${receiver.port}` });
    expect(text).not.toMatch(/key=42|a secret|sealed/);
  });
});
