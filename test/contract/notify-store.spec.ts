import type { DataSource } from 'typeorm';
import { cleanNotice } from '../../src/notify/domain/clean.js';
import type { Channel } from '../../src/notify/domain/channel.js';
import type { Delivery } from '../../src/notify/domain/delivery.js';
import { isFor } from '../../src/notify/domain/route.js';
import { ChannelStore } from '../../src/notify/store/channel.store.js';
import { DeliveryStore } from '../../src/notify/store/delivery.store.js';
import { OutboxStore } from '../../src/notify/store/outbox.store.js';
import { NOON, sampleNotice } from '../../src/notify/testing/sample-notice.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import { enterVillage } from './uptime-run.js';

const CHANNEL: Channel = {
  id: 'channel',
  name: '值班',
  kind: 'webhook',
  villageId: null,
  target: { host: 'receiver.example' },
  sealed: 'v1.sealed',
  kinds: ['opened', 'recovered'],
  levels: ['routine', 'urgent'],
  quietHours: { from: '22:00', to: '07:00' },
  language: 'zh',
  isEscalation: false,
  isPaused: false,
  createdAt: NOON,
  updatedAt: NOON,
};
const delivery = (id: string, more: Partial<Delivery> = {}): Delivery => ({
  id,
  channelId: 'channel',
  villageId: null,
  message: { title: '【全镇】离线', text: '…' },
  state: 'waiting',
  attempts: 0,
  nextAt: NOON,
  createdAt: NOON,
  attemptedAt: null,
  sentAt: null,
  lastError: null,
  advice: null,
  ...more,
});
const { postedAt: _postedAt, ...plain } = sampleNotice();
const notice = (id: string, more: object = {}) => cleanNotice({ ...plain, id, thread: id, ...more });

describeOnBothDatabases('what notify keeps', (newDatabase) => {
  let source: DataSource;
  let channels: ChannelStore;
  let outbox: OutboxStore;
  let deliveries: DeliveryStore;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    [channels, outbox, deliveries] = [
      new ChannelStore(source),
      new OutboxStore(source),
      new DeliveryStore(source),
    ];
    await channels.insert(CHANNEL);
  }, 30_000);
  afterEach(() => source?.destroy());

  const post = (...notices: Parameters<OutboxStore['post']>[0]) => outbox.post(notices, NOON, isFor);
  const waiting = async (id = 'channel') => (await outbox.waiting(id)).map((one) => one.id);

  it('is a channel as it was entered', async () => {
    expect(await channels.find('channel')).toEqual(CHANNEL);
    expect(await channels.insert({ ...CHANNEL, id: 'other' })).toBe('duplicate');
    expect(await channels.insert({ ...CHANNEL, id: 'other', name: '别的', villageId: 'nowhere' })).toBe(
      'no-village',
    );
    expect(await channels.update('nobody', { isPaused: true })).toBe('missing');
    expect(await channels.some(['village-1'], { limit: 9, cursor: null })).toEqual([]);
  });

  it('is a notice as it was posted, once, for whom it is for', async () => {
    await channels.insert({ ...CHANNEL, id: 'deaf', name: '聋', kinds: ['report'] });
    expect(await post(notice('a'), notice('b'), notice('a'))).toEqual(new Set(['channel']));
    expect(await post(notice('b'), notice('a'))).toEqual(new Set());
    expect(await outbox.waiting('channel')).toEqual([
      { ...notice('a'), postedAt: NOON },
      { ...notice('b'), postedAt: NOON },
    ]);
    expect(await waiting('deaf')).toEqual([]);
  });

  it('goes past the town where it is for a village only, and ends there for whom it began', async () => {
    await enterVillage(source);
    await channels.insert({ ...CHANNEL, id: 'village', name: '村里', villageId: 'v', levels: ['urgent'] });
    const own = { thread: 'incident', level: 'urgent', villageId: 'v', isForVillageOnly: true };
    await post(
      notice('to the town', { thread: 'incident', villageId: null }),
      notice('to v', own),
      notice('to w', { ...own, villageId: 'w' }),
      notice('it ended', { ...own, kind: 'recovered', level: 'routine' }),
      notice('it ended for w', { ...own, kind: 'recovered', villageId: 'w' }),
    );
    expect(await waiting()).toEqual(['to the town']);
    expect((await waiting('village')).toSorted()).toEqual(['it ended', 'to v']);
    expect(await outbox.waiting('village')).toMatchObject([{ isForVillageOnly: true }, {}]);
  });

  it('is posted whole or not at all', async () => {
    const broken = { ...notice('broken'), thread: null as unknown as string };
    await expect(post(notice('a'), broken)).rejects.toThrow(/null/i);
    expect(await waiting()).toEqual([]);
    await post(notice('a'));
    expect(await waiting()).toEqual(['a']);
  });

  it('is told once where the same is posted twice at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => post(notice('a'), notice('b'))));
    expect((await waiting()).toSorted()).toEqual(['a', 'b']);
  });

  it('tells of a recovery only where an escalation went, also one of the same post', async () => {
    await channels.insert({ ...CHANNEL, id: 'boss', name: '所长', isEscalation: true });
    await post(notice('a', { thread: 'a' }), notice('b', { thread: 'b' }));
    await post(notice('a up', { thread: 'a', kind: 'escalated' }));
    await post(
      notice('a back', { thread: 'a', kind: 'recovered' }),
      notice('b back', { thread: 'b', kind: 'recovered' }),
      notice('c up', { thread: 'c', kind: 'escalated' }),
      notice('c back', { thread: 'c', kind: 'recovered' }),
    );
    expect((await waiting('boss')).toSorted()).toEqual(['a back', 'a up', 'c back', 'c up']);
  });

  it('is part of one delivery, and only what it was made of', async () => {
    await post(notice('a'), notice('b'));
    await outbox.pack(delivery('1'), ['a']);
    expect(await waiting()).toEqual(['b']);
    expect(await deliveries.oldestWaiting('channel')).toEqual(delivery('1'));
    await expect(outbox.pack(delivery('1'), ['b'])).rejects.toThrow(/unique/i);
    expect(await waiting()).toEqual(['b']);
  });

  it('takes deliveries in the order in which they were made', async () => {
    for (const id of ['2', '1', '3']) await outbox.pack(delivery(id), []);
    await deliveries.change('1', { state: 'sent', sentAt: NOON });
    expect((await deliveries.oldestWaiting('channel'))?.id).toBe('2');
    expect(await deliveries.countDead()).toBe(0);
  });

  it('lists deliveries newest first, by channel, by state and by village', async () => {
    for (const id of ['1', '2', '3']) await outbox.pack(delivery(id), []);
    await deliveries.change('2', { state: 'dead' });
    const ids = async (filter: object, page = { limit: 9, cursor: null as string | null }) =>
      (await deliveries.some({ channelId: null, state: null, villageIds: null, ...filter }, page)).map(
        ({ id }) => id,
      );
    expect(await ids({})).toEqual(['3', '2', '1']);
    expect(await ids({}, { limit: 2, cursor: '3' })).toEqual(['2', '1']);
    expect(await ids({ state: 'dead' })).toEqual(['2']);
    expect(await ids({ channelId: 'other' })).toEqual([]);
    expect(await ids({ villageIds: [] })).toEqual([]);
    expect(await ids({ villageIds: ['village-1'] })).toEqual([]);
    expect(await deliveries.find('1', ['village-1'])).toBeNull();
  });

  it('knows earlier mails about the same', async () => {
    await post(notice('a', { thread: 't' }), notice('b', { thread: 'other' }));
    await outbox.pack(delivery('1'), ['a']);
    await outbox.pack(delivery('2'), ['b']);
    await post(notice('c', { thread: 't', kind: 'recovered' }));
    await outbox.pack(delivery('3'), ['c']);
    expect(await deliveries.earlierOf(delivery('3'))).toEqual(['1']);
    expect(await deliveries.earlierOf(delivery('1'))).toEqual([]);
  });

  it('forgets what is long over, and nothing that is not', async () => {
    await post(notice('old'), notice('waiting'), notice('in hand'));
    await outbox.pack(delivery('1', { state: 'sent' }), ['old']);
    await outbox.pack(delivery('2'), ['in hand']);
    await deliveries.forgetBefore(NOON, () => false);
    expect(await deliveries.find('1', null)).not.toBeNull();
    await deliveries.forgetBefore(NOON + 1, () => false);
    expect(await deliveries.find('1', null)).toBeNull();
    expect(await deliveries.find('2', null)).not.toBeNull();
    const left = (await source.query('SELECT id FROM notices ORDER BY id')) as { id: string }[];
    expect(left.map(({ id }) => id)).toEqual(['in hand', 'waiting']);
  });

  it('goes with its channel', async () => {
    await post(notice('a'));
    await outbox.pack(delivery('1'), ['a']);
    await channels.remove('channel');
    expect(await deliveries.find('1', null)).toBeNull();
    expect(await outbox.countWaiting()).toBe(0);
  });
});
