import type { DataSource } from 'typeorm';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { MemoryBook } from '../../src/probing/app/memory-book.js';
import { FRESH_BUDGET, loginRefused } from '../../src/probing/domain/login-budget.js';
import { NO_MEMORY, type ProbeMemory } from '../../src/probing/domain/probe-memory.js';
import { probingSchema } from '../../src/probing/index.js';
import { MemoryStore } from '../../src/probing/store/memory.store.js';
import { CameraRemoved, registrySchema } from '../../src/registry/index.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { enterCameras } from './probing-cameras.js';

const T = Date.UTC(2026, 0, 1);
const MANY = 2_500;
const REFUSED = loginRefused(FRESH_BUDGET, { key: 'cred 1', as: 'login-rejected', over: 'rtsp' }, T);
const STREAM = { port: 554, path: '/Streaming/Channels/102?密=1', tls: false, isSecret: false };

describeOnBothDatabases('what probing keeps', (newDatabase) => {
  let source: DataSource;
  let store: MemoryStore;
  let events: EventBus;
  let clock: ManualClock;

  beforeAll(async () => {
    source = await openNew(newDatabase, [registrySchema, probingSchema]);
    store = new MemoryStore(source);
  });

  beforeEach(async () => {
    await writeTo(source, 'DELETE FROM cameras');
    await writeTo(source, 'DELETE FROM villages');
    await enterCameras(source, ['a', 'b']);
  });

  afterAll(() => source?.destroy());

  /** The book as the service has it after a start. */
  async function openBook(): Promise<MemoryBook> {
    const log = new Log({ level: 'silent' });
    events = new EventBus(log);
    clock = new ManualClock(T);
    const book = new MemoryBook(store, events, clock, log);
    await book.onModuleInit();
    return book;
  }

  it('writes a refused login at once: kill -9 a moment later forgets nothing', async () => {
    await (await openBook()).keep('a', { ...NO_MEMORY, budget: REFUSED });

    expect((await openBook()).of('a').budget).toEqual(REFUSED);
  });

  it('writes the rest behind, every few seconds', async () => {
    const book = await openBook();
    await book.keep('a', { ...NO_MEMORY, stream: STREAM, scheme: 'digest' });
    await book.keep('b', { ...NO_MEMORY, factsAt: T });
    expect(await store.all()).toEqual([]);

    clock.advance(5_000);
    await book.beforeApplicationShutdown();
    const next = await openBook();
    expect(next.of('a')).toMatchObject({ stream: STREAM, scheme: 'digest' });
    expect(next.of('b').factsAt).toBe(T);
  });

  it('writes what is left when the service stops', async () => {
    const book = await openBook();
    await book.keep('a', { ...NO_MEMORY, stream: STREAM });
    await book.beforeApplicationShutdown();
    expect((await openBook()).of('a').stream).toEqual(STREAM);
  });

  it('keeps a path that holds a password out of the database, and the rest in it', async () => {
    const book = await openBook();
    const stream = { ...STREAM, path: '/user=admin&password=geheim', isSecret: true };
    await book.keep('a', { ...NO_MEMORY, stream, scheme: 'wsse' });
    await book.beforeApplicationShutdown();
    expect(JSON.stringify(await source.query('SELECT * FROM probe_memories'))).not.toContain('geheim');
    expect((await openBook()).of('a')).toMatchObject({ stream: null, scheme: 'wsse' });
  });

  it('writes nothing for the counters of heartbeats', async () => {
    const book = await openBook();
    await book.keep('a', { ...NO_MEMORY, missed: 2, failedFrames: 1 });
    await book.beforeApplicationShutdown();
    expect(await store.all()).toEqual([]);
  });

  it('fills in what an older version did not remember', async () => {
    const { isQuirky: _later, factsAt: _too, ...older } = { ...NO_MEMORY, scheme: 'wsse' as const };
    await store.write([{ cameraId: 'a', memory: older as ProbeMemory, updatedAt: T }]);
    expect((await openBook()).of('a')).toEqual({ ...NO_MEMORY, scheme: 'wsse' });
  });

  it('leaves out cameras that are gone, and writes those beside them', async () => {
    const rows = ['a', 'gone'].map((cameraId) => ({ cameraId, memory: NO_MEMORY, updatedAt: T }));
    await store.write(rows);
    expect((await store.all()).map(({ cameraId }) => cameraId)).toEqual(['a']);
  });

  it('writes thousands in one go, and over what is there', async () => {
    const ids = Array.from({ length: MANY }, (_, index) => `camera ${index}`);
    await enterCameras(source, ids);
    const rows = ids.map((cameraId) => ({ cameraId, memory: NO_MEMORY, updatedAt: T }));
    await store.write(rows);
    await store.write(rows.map((row) => ({ ...row, updatedAt: T + 1 })));
    const all = await store.all();
    expect(all).toHaveLength(MANY);
    expect(all.every(({ updatedAt }) => updatedAt === T + 1)).toBe(true);
  });

  it('forgets a camera with its entry in the register, also where a probe of it ends later', async () => {
    const book = await openBook();
    await book.keep('a', { ...NO_MEMORY, budget: REFUSED });
    await writeTo(source, "DELETE FROM cameras WHERE id = 'a'");
    events.publish(new CameraRemoved('a'));
    expect(await store.all()).toEqual([]);

    await book.keep('a', { ...NO_MEMORY, budget: REFUSED });
    expect(book.isGone('a')).toBe(true);
    expect(book.of('a')).toEqual(NO_MEMORY);
  });

  it('lets the newer of two memories stand, however fast they follow each other', async () => {
    const book = await openBook();
    const later = loginRefused(REFUSED, { key: 'cred 2', as: 'login-locked', over: 'onvif' }, T + 1);
    await Promise.all([
      book.keep('a', { ...NO_MEMORY, budget: REFUSED }),
      book.keep('a', { ...NO_MEMORY, budget: later }),
    ]);
    expect((await openBook()).of('a').budget).toEqual(later);
  });
});
