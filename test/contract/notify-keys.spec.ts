import { DataSource } from 'typeorm';
import { resealChannels } from '../../src/notify/index.js';
import { fixedKeys } from '../../src/platform/key/key-ring.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases } from '../databases.js';
import { enterChannel, post, startNotifyTown, WEBHOOK_SECRET, notice } from '../e2e/notify-town.js';
import type { Service } from '../e2e/service.js';
import { startWebhook } from '../receivers/webhook.js';

const [OLD_KEY, NEW_KEY] = ['a1'.repeat(32), 'b2'.repeat(32)];
const [oldKey, newKey] = [Buffer.from(OLD_KEY, 'hex'), Buffer.from(NEW_KEY, 'hex')];

describeOnBothDatabases('the secrets of channels', (newDatabase) => {
  let service: Service | null = null;
  let settings: Record<string, string>;

  beforeEach(async () => {
    const database = await newDatabase(ROOM_SCHEMAS);
    settings = database.kind === 'postgres' ? { DATABASE_URL: database.url } : {};
    service = await startNotifyTown({ ...settings, SECRET_KEY: OLD_KEY });
  }, 30_000);
  afterEach(() => service?.close());

  it('are sealed anew, once, and still open', async () => {
    const receiver = await startWebhook(WEBHOOK_SECRET);
    await enterChannel(service!, '值班', { kind: 'webhook', url: receiver.url('/'), secret: WEBHOOK_SECRET });
    const source = service!.app.get(DataSource);

    expect(await resealChannels(source, fixedKeys(newKey, oldKey))).toBe(1);
    expect(await resealChannels(source, fixedKeys(newKey, oldKey))).toBe(0);
    expect(await resealChannels(source, fixedKeys(oldKey, newKey))).toBe(1);

    await post(service!, notice());
    expect(await receiver.got(1)).toHaveLength(1);
    await receiver.close();
  });

  it('are in no column as they are', async () => {
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=plain-token';
    await enterChannel(service!, '钉钉', { kind: 'dingtalk', url, secret: 'SEC-plain-secret' });
    const rows = (await service!.app.get(DataSource).query('SELECT * FROM channels')) as object[];
    expect(JSON.stringify(rows)).not.toMatch(/plain-token|plain-secret/);
  });

  it('that the key does not open stop a rotation in one line', async () => {
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=1';
    await enterChannel(service!, '钉钉', { kind: 'dingtalk', url, secret: 'SEC' });
    await expect(resealChannels(service!.app.get(DataSource), fixedKeys(newKey))).rejects.toThrow(
      'key: it does not open the channel "钉钉"; enter its address again or restore the key, then rotate',
    );
  });
});
