import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Log } from '../../src/platform/logging/log.js';
import { redisEngine, redisOptions } from '../../src/platform/queue/bull-engines.js';
import { BullQueues } from '../../src/platform/queue/bull-queues.js';
import { loadAcl } from '../../src/platform/queue/load-acl.js';
import type { Job, Line } from '../../src/platform/queue/queues.js';
import { describeWith } from '../needs.js';
import { Authority } from '../receivers/authority.js';
import { prepareSecureRedis, type RedisServer, startRedis } from '../redis.js';

const EDGE = fileURLToPath(new URL('../../dist/edge.js', import.meta.url));
const GATE = '00000000-0000-7000-8000-000000000001';
const ISLE = '00000000-0000-7000-8000-000000000002';
const log = new Log({ level: 'silent' });

const line = (realm: string, kind = 'probe'): Line => ({ realm, kind, delivery: 'at-most-once' });

describeWith(['redis', 'openssl'], 'edges that are enrolled at the queue', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-edges-'));
  const aclFile = join(dataDir, 'edges.acl');
  const authority = new Authority();
  const open: BullQueues[] = [];
  let redis: RedisServer;
  let controlUrl: string;

  beforeAll(async () => {
    redis = await prepareSecureRedis(dataDir, authority.identityFor('IP:127.0.0.1'), aclFile);
    controlUrl = redis.url;
    // The first edge makes the file, and the user of control.
    const [, url] = /# SHOUWANG_QUEUE_URL=(\S+)/.exec(edge('enrol', 'first', GATE).stdout)!;
    controlUrl = url!;
    await redis.open();
  }, 60_000);

  afterEach(async () => {
    for (const queues of open.splice(0)) await queues.close();
  });

  afterAll(async () => {
    await redis?.kill();
    authority.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function edge(...args: readonly string[]) {
    const settings = {
      SHOUWANG_DATA_DIR: dataDir,
      SHOUWANG_QUEUE_URL: controlUrl,
      SHOUWANG_QUEUE_TRUSTED_CA_FILE: authority.file,
      SHOUWANG_SECRET_KEY: '5e'.repeat(32),
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [EDGE, ...args], {
      env: { ...process.env, ...settings },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  const urlOf = (said: string): string => /^SHOUWANG_QUEUE_URL=(\S+)/m.exec(said)![1]!;

  async function queuesAt(url: string, trustedCaFile: string | null = authority.file): Promise<BullQueues> {
    const options = redisOptions({ url, trustedCaFile, aclFile: null });
    const queues = new BullQueues(await redisEngine(url, options), log);
    open.push(queues);
    return queues;
  }

  it('are shown once what they start with, over TLS, and come at their own zone alone', async () => {
    const { stdout, status } = edge('enrol', 'gate', GATE);
    expect(status).toBe(0);
    expect(stdout).toContain(`SHOUWANG_PROBER_ZONES=${GATE}`);
    expect(stdout).toMatch(/^SHOUWANG_PROBER_ZONE_KEY=[0-9a-f]{64}$/m);
    expect(urlOf(stdout)).toMatch(/^rediss:\/\/edge-gate:/);
    expect(readFileSync(aclFile, 'utf8')).not.toContain(new URL(urlOf(stdout)).password);

    const ours = await queuesAt(controlUrl);
    const theirs = await queuesAt(urlOf(stdout));
    const done: string[] = [];
    let reached!: () => void;
    const isDone = new Promise<void>((resolve) => (reached = resolve));
    const taker = theirs.take(line(GATE), 1, async ({ id }: Job) => {
      done.push(id);
      reached();
    });
    await ours.post(line(GATE), [{ id: 'a', body: 1 }]);
    await isDone;
    expect(done).toEqual(['a']);
    await theirs.post(line(GATE, 'evidence'), [{ id: 'b', body: 1 }]);
    await expect(theirs.post(line(ISLE), [{ id: 'c', body: 1 }])).rejects.toThrow(/NOPERM|No permissions/);
    expect(await theirs.answers()).toBe(true);
    await taker.close();
  }, 30_000);

  it('come at nothing any more once they are revoked, and the others stay', async () => {
    const { stdout } = edge('enrol', 'lost', ISLE);
    edge('enrol', 'kept', ISLE);
    await queuesAt(urlOf(stdout));
    expect(edge('list').stdout).toContain(`lost ${ISLE}\n`);
    const { stderr } = edge('revoke', 'lost');
    expect(stderr).toContain('The queue knows it.');
    expect(edge('list').stdout).not.toContain('lost');
    expect(edge('list').stdout).toContain(`kept ${ISLE}\n`);
    await expect(queuesAt(urlOf(stdout))).rejects.toThrow(/WRONGPASS|invalid username/);
  }, 30_000);

  it('lose the password that they had when they are enrolled again', async () => {
    const before = urlOf(edge('enrol', 'twice', GATE).stdout);
    const after = urlOf(edge('enrol', 'twice', GATE).stdout);
    await queuesAt(after);
    await expect(queuesAt(before)).rejects.toThrow(/WRONGPASS|invalid username/);
  }, 30_000);

  it('are told whose certificate nobody trusts', async () => {
    await expect(queuesAt(controlUrl, null)).rejects.toThrow(/does not answer: .*certificate/i);
    await expect(queuesAt(controlUrl, '/nowhere.pem')).rejects.toThrow(/trustedCaFile/);
  }, 30_000);

  it.each([
    ['without a verb', [], 'enrol <name>'],
    ['of a name that is none', ['enrol', 'Ge te', GATE], 'enrol <name>'],
    ['of a zone by its name', ['enrol', 'gate', 'gate-village'], 'GET /api/v1/zones'],
    ['to revoke who is not there', ['revoke', 'nobody'], 'there is no "nobody"'],
  ])('say how the command goes that was called %s', (_how, args, advice) => {
    const { status, stderr } = edge(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(advice);
    expect(stderr).not.toContain('at ');
  });

  it('are told by the queue why it does not read its file', async () => {
    const bare = await startRedis();
    expect(await loadAcl({ queue: { url: bare.url, trustedCaFile: null, aclFile: null } })).toMatch(
      /ACL file/i,
    );
    await bare.kill();
    expect(await loadAcl({ queue: { url: bare.url, trustedCaFile: null, aclFile: null } })).toMatch(
      /ECONNREFUSED/,
    );
  }, 30_000);
});
