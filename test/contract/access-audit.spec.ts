import type { DataSource } from 'typeorm';
import { accessSchema, SYSTEM_ACTOR } from '../../src/access/index.js';
import { AuditKey } from '../../src/access/app/audit-key.js';
import { AuditTrail } from '../../src/access/app/audit-trail.js';
import { type Verification, verifyTrail } from '../../src/access/app/verify-trail.js';
import { AuditStore } from '../../src/access/store/audit.store.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { Log } from '../../src/platform/logging/log.js';
import { registrySchema } from '../../src/registry/index.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';

const keyOf = (byte: number): AuditKey =>
  new AuditKey({ secretKey: Buffer.alloc(32, byte).toString('hex'), oldSecretKey: null, dataDir: '' });
const deed = { actor: SYSTEM_ACTOR, action: 'PATCH /cameras/:id', subject: 'a', status: 200, reason: null };

const INSERTED =
  'INSERT INTO audit_entries (seq, at, actor_kind, actor_name, action, status, hash) ' +
  "VALUES (0, 0, 'user', 'somebody', 'GET /', 200, 'x')";

describeOnBothDatabases('the audit trail', (newDatabase, kind) => {
  let source: DataSource;
  let store: AuditStore;
  let trail: AuditTrail;

  const trailOn = (on: AuditStore, key = keyOf(7)): AuditTrail =>
    new AuditTrail(on, key, new ManualClock(), new Log({ level: 'silent' }));
  const verify = (): Promise<Verification> => verifyTrail(store, keyOf(7));
  const record = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1)
      await trail.record({ ...deed, subject: `camera-${index}` });
  };
  const tamper = (statement: string): Promise<unknown> => writeTo(source, statement);

  beforeEach(async () => {
    source = await openNew(newDatabase, [registrySchema, accessSchema]);
    store = new AuditStore(source);
    trail = trailOn(store);
  });

  afterEach(() => source.destroy());

  it('is whole while it is empty, and after every entry', async () => {
    expect(await verify()).toMatchObject({ isWhole: true, count: 0 });
    await record(3);
    expect(await verify()).toMatchObject({ isWhole: true, count: 3 });
  });

  it('goes on after a restart', async () => {
    await record(2);
    trail = trailOn(store);
    await trail.onModuleInit();
    await record(2);
    expect(await verify()).toMatchObject({ isWhole: true, count: 4 });
  });

  it('is whole after a thousand entries at once', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => trail.record(deed)));
    expect(await verify()).toMatchObject({ isWhole: true, count: 1_000 });
  });

  it('is whole after other transactions at the same time', async () => {
    const others = Array.from({ length: 20 }, () =>
      source.transaction((manager) => manager.query('SELECT COUNT(*) FROM audit_entries')),
    );
    await Promise.all([...others, ...Array.from({ length: 20 }, () => trail.record(deed))]);
    expect(await verify()).toMatchObject({ isWhole: true, count: 20 });
  });

  if (kind === 'postgres')
    it('is whole after two services wrote at once', async () => {
      await record(1);
      const other = trailOn(store);
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? trail : other).record(deed)),
      );
      expect(await verify()).toMatchObject({ isWhole: true, count: 51 });
    });

  it.each<[string, string[], number, RegExp]>([
    ['altered', ["UPDATE audit_entries SET actor_name = 'somebody' WHERE seq = 3"], 3, /altered/],
    ['given another reason', ["UPDATE audit_entries SET reason = 'theft' WHERE seq = 3"], 3, /altered/],
    [
      'altered in its hash',
      [`UPDATE audit_entries SET hash = '${'0'.repeat(64)}' WHERE seq = 3`],
      3,
      /altered/,
    ],
    ['removed', ['DELETE FROM audit_entries WHERE seq = 3'], 3, /it is gone; the next row is 4/],
    ['removed at the start', ['DELETE FROM audit_entries WHERE seq = 1'], 1, /it is gone; the next row is 2/],
    ['removed at the end', ['DELETE FROM audit_entries WHERE seq = 5'], 5, /it is gone/],
    [
      'removed with all after it',
      ['DELETE FROM audit_entries WHERE seq > 2'],
      3,
      /and so is every row after it up to 5/,
    ],
    ['removed with all the others', ['DELETE FROM audit_entries'], 1, /up to 5/],
    [
      'removed at the end, with the anchor moved',
      [
        'DELETE FROM audit_entries WHERE seq = 5',
        'UPDATE audit_anchor SET count = 4, head = (SELECT hash FROM audit_entries WHERE seq = 4)',
      ],
      4,
      /the seal of the trail’s end does not fit/,
    ],
    ['left without an anchor', ['DELETE FROM audit_anchor'], 0, /the seal of the trail’s end does not fit/],
    ['put in', [INSERTED], 0, /was not written by this service/],
  ])('finds a row that was %s', async (_, statements, seq, complaint) => {
    await record(5);
    for (const statement of statements) await tamper(statement);

    const found = await verify();

    expect(found).toEqual({ isWhole: false, seq, complaint: expect.stringMatching(complaint) as string });
  });

  it('stays broken, whatever is appended', async () => {
    await record(5);
    await tamper('DELETE FROM audit_entries WHERE seq = 5');
    await tamper('UPDATE audit_anchor SET count = 4, head = (SELECT hash FROM audit_entries WHERE seq = 4)');

    await record(3);

    expect(await verify()).toMatchObject({ isWhole: false });
    await tamper('DELETE FROM audit_anchor');
    await record(1);
    expect(await verify()).toMatchObject({ isWhole: false });
  });

  it('refuses to go on with another key', async () => {
    await record(1);
    const other = trailOn(store, keyOf(8));
    await expect(other.onModuleInit()).rejects.toThrow('audit: another key sealed the audit trail');
  });

  it('tells who asked for an entry that it could not be written, and goes on afterwards', async () => {
    await record(1);
    await tamper('ALTER TABLE audit_entries RENAME TO elsewhere');
    await expect(trail.record(deed)).rejects.toThrow(/audit_entries/);
    await tamper('ALTER TABLE elsewhere RENAME TO audit_entries');
    await record(1);
    expect(await verify()).toMatchObject({ isWhole: true, count: 2 });
  });
});
