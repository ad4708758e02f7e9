import { QueryFailedError } from 'typeorm';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { DatabaseAway } from '../../platform/database/database-trouble.js';
import { phaseOf } from '../domain/phase.js';
import { NotBegun, NotClimbed } from './climber.js';
import { pass, settle } from '../testing/settle.js';
import { RARE_FRAMES, street, Watch } from '../testing/watch.js';

describe('the schedule', () => {
  it('begins each beat when it is due, and never late while there is room', async () => {
    const watch = new Watch(street(50));
    await watch.start();
    await pass(watch.clock, 10 * MINUTE_MS, 100);
    expect(watch.prober.begun.length).toBeGreaterThan(450);
    expect(watch.prober.begun.every(({ latenessMs }) => latenessMs! < 2)).toBe(true);
  });

  it('spreads ten thousand cameras over the minute: no second begins a fifth more than its share', async () => {
    const watch = new Watch(street(10_000));
    await watch.start();
    await pass(watch.clock, 3 * MINUTE_MS, SECOND_MS);
    watch.prober.begun.length = 0;
    await pass(watch.clock, MINUTE_MS, SECOND_MS);
    const perSecond = new Map<number, number>();
    for (const { atMs } of watch.prober.begun) {
      const second = Math.floor(atMs / SECOND_MS);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(perSecond.size).toBeGreaterThanOrEqual(60);
    expect(Math.max(...perSecond.values())).toBeLessThan(250);
  });

  it('beats on the same grid after a restart: no herd', async () => {
    const seconds = async (startMs: number): Promise<number[]> => {
      const watch = new Watch(street(20), RARE_FRAMES);
      watch.clock.advance(startMs);
      await watch.start();
      await watch.pastTheFirstProbes();
      await pass(watch.clock, MINUTE_MS, 100);
      const { begun } = watch.prober;
      return begun.filter(({ kind }) => kind === 'heartbeat').map(({ atMs }) => Math.round(atMs / 100) % 600);
    };
    expect((await seconds(0)).toSorted()).toEqual((await seconds(7 * MINUTE_MS + 300)).toSorted());
  });

  it('never probes a camera twice at once, and counts the heartbeats that a long probe swallows', async () => {
    const watch = new Watch(street(1), { HEARTBEAT_INTERVAL_S: '10' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    expect(watch.prober.begun).toHaveLength(1);
    expect(watch.schedule.read()).toMatchObject({ inFlight: 1, dropped: expect.any(Number) });
    expect(watch.schedule.read().dropped).toBeGreaterThanOrEqual(4);
    watch.prober.begun[0]!.end();
    await pass(watch.clock, 10 * SECOND_MS, 100);
    expect(watch.prober.begun.length).toBeGreaterThan(1);
  });

  it('makes up for the frames that a long probe swallows with one', async () => {
    const watch = new Watch(street(1), { HEARTBEAT_INTERVAL_S: '10', FRAME_INTERVAL_S: '10' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    expect(watch.prober.begun).toHaveLength(1);
    watch.prober.takes = () => 0;
    watch.prober.begun[0]!.end();
    await settle();
    expect(watch.prober.begun).toHaveLength(2);
    await pass(watch.clock, SECOND_MS, 100);
    expect(watch.prober.begun.length).toBeLessThanOrEqual(3);
  });

  it('keeps to the allowed number of heartbeats and of frames, and lets neither wait for the other', async () => {
    const watch = new Watch(street(60), { HEARTBEAT_CONCURRENCY: '2', FRAME_CONCURRENCY: '3' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    const kinds = [...watch.prober.underWay].map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['full', 'full', 'full', 'heartbeat', 'heartbeat']);
    expect(watch.schedule.read().waiting).toBeGreaterThan(50);
  });

  it('piles up no beats of one camera while it waits for a place', async () => {
    const watch = new Watch(street(20), { HEARTBEAT_CONCURRENCY: '1', HEARTBEAT_INTERVAL_S: '1' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    expect(watch.schedule.read().waiting).toBeLessThanOrEqual(20);
    watch.prober.takes = () => 0;
    watch.prober.begun[0]!.end();
    await settle();
    expect(watch.prober.begun.length).toBeLessThanOrEqual(41);
  });

  it('begins fewer frames at once while devices take long to say anything, and more when they are quick again', async () => {
    const watch = new Watch(street(3_000), { FRAME_INTERVAL_S: '60', FRAME_CONCURRENCY: '200' });
    watch.prober.takes = (kind) => (kind === 'heartbeat' ? 0 : 4 * SECOND_MS);
    watch.prober.answersMs = 2 * SECOND_MS;
    const framesAtOnce = (): number =>
      [...watch.prober.underWay].filter(({ kind }) => kind !== 'heartbeat').length;
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    expect(framesAtOnce()).toBe(16);
    watch.prober.answersMs = 20;
    await pass(watch.clock, MINUTE_MS, 100);
    expect(framesAtOnce()).toBe(200);
  });

  it('learns nothing of cameras that were dead before', async () => {
    const watch = new Watch(street(3_000), { FRAME_INTERVAL_S: '60', FRAME_CONCURRENCY: '200' });
    watch.prober.takes = (kind) => (kind === 'heartbeat' ? 0 : 4 * SECOND_MS);
    watch.prober.answersMs = 3 * SECOND_MS;
    watch.prober.isSilent = true;
    watch.prober.before = { missed: 1 };
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    const frames = [...watch.prober.underWay].filter(({ kind }) => kind !== 'heartbeat');
    expect(frames).toHaveLength(64);
  });

  it('learns from how long looks wait at the probers of each zone how many to send there', async () => {
    const zones = { busy: street(1_500, { zoneId: 'busy' }), quick: street(1_500, { zoneId: 'quick' }) };
    const quick = zones.quick.map((target) => ({ ...target, cameraId: `quick ${target.cameraId}` }));
    const watch = new Watch([...zones.busy, ...quick], { FRAME_INTERVAL_S: '60' }, 'control');
    const isQuick = (cameraId: string): boolean => cameraId.startsWith('quick');
    watch.prober.takes = (kind) => (kind === 'heartbeat' ? 0 : 30 * SECOND_MS);
    watch.prober.waitsMs = (cameraId) => (isQuick(cameraId) ? 100 : 20 * SECOND_MS);
    await watch.start();
    await pass(watch.clock, 3 * MINUTE_MS, 100);
    const frames = [...watch.prober.underWay].filter(({ kind }) => kind !== 'heartbeat');
    expect(frames.filter(({ cameraId }) => !isQuick(cameraId))).toHaveLength(16);
    expect(frames.filter(({ cameraId }) => isQuick(cameraId)).length).toBeGreaterThan(200);
  });

  it.each(['full', 'frame'])(
    'looks again a heartbeat later where nobody could make a %s look',
    async (kind) => {
      const watch = new Watch(street(1));
      await watch.start();
      if (kind === 'frame') await watch.pastTheFirstProbes();
      watch.prober.breaks = new NotBegun('No prober of the zone took it.');
      const looks = (): number[] =>
        watch.prober.begun.filter((begun) => begun.kind === kind).map(({ atMs }) => atMs);
      while (looks().length < 3) await pass(watch.clock, MINUTE_MS, 100);
      const [first, second, third] = looks();
      expect(second! - first!).toBeLessThan(MINUTE_MS + SECOND_MS);
      expect(third! - second!).toBeLessThan(MINUTE_MS + SECOND_MS);
    },
  );

  it('sends no login where somebody may have spent it, until somebody tells of the camera again', async () => {
    const watch = new Watch(street(1), { FRAME_INTERVAL_S: '180' });
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.prober.breaks = new NotClimbed('The prober fell silent.');
    await pass(watch.clock, 20 * MINUTE_MS, SECOND_MS);
    expect(watch.prober.begun.filter(({ kind }) => kind !== 'heartbeat')).toHaveLength(1);
    watch.prober.breaks = null;
    watch.prober.begun.length = 0;
    await pass(watch.clock, 2 * MINUTE_MS + SECOND_MS, SECOND_MS);
    expect(watch.kinds()).toMatch(/^heartbeat (heartbeat )?frame/);
    const [told, frame] = [watch.prober.begun[0]!, watch.prober.begun.find(({ kind }) => kind === 'frame')!];
    expect(frame.atMs - told.atMs).toBeLessThan(MINUTE_MS + 2 * SECOND_MS);
    await pass(watch.clock, 10 * MINUTE_MS, SECOND_MS);
    expect(watch.prober.begun.filter(({ kind }) => kind === 'frame').length).toBeGreaterThan(3);
  });

  it('keeps a login that was never accepted back for ten minutes, though the camera answers meanwhile', async () => {
    const watch = new Watch(street(1), { FRAME_INTERVAL_S: '180' });
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.prober.breaks = new NotClimbed('The prober fell silent.');
    const looks = () => watch.prober.begun.filter(({ kind }) => kind !== 'heartbeat');
    while (looks().length === 0) await pass(watch.clock, SECOND_MS, SECOND_MS);
    watch.prober.breaks = null;
    await pass(watch.clock, 9 * MINUTE_MS, SECOND_MS);
    expect(looks()).toHaveLength(1);
    const meanwhile = watch.prober.begun.slice(watch.prober.begun.indexOf(looks()[0]!) + 1);
    expect(new Set(meanwhile.map(({ target }) => target.credentialId))).toEqual(new Set([null]));
    await pass(watch.clock, 3 * MINUTE_MS, SECOND_MS);
    expect(looks()[1]!.target.credentialId).toBe('cred');
    expect(looks()[1]!.atMs - looks()[0]!.atMs).toBeGreaterThanOrEqual(10 * MINUTE_MS);
  });

  it('measures how late a beat begins that had to wait', async () => {
    const watch = new Watch(street(2), { FRAME_CONCURRENCY: '1' });
    watch.prober.takes = (kind) => (kind === 'heartbeat' ? 0 : 30 * SECOND_MS);
    await watch.start();
    await pass(watch.clock, 3 * MINUTE_MS, 100);
    const [early, late] = watch.prober.begun
      .filter(({ kind }) => kind === 'full')
      .toSorted((a, b) => a.atMs - b.atMs);
    const apartMs = Math.abs(phaseOf('camera 0') - phaseOf('camera 1')) * 2 * MINUTE_MS;
    expect(early!.latenessMs).toBeLessThan(2);
    const expectedMs = Math.max(0, 30 * SECOND_MS - apartMs);
    expect(Math.abs(late!.latenessMs! - expectedMs)).toBeLessThan(200);
    expect(expectedMs).toBeGreaterThan(SECOND_MS);
  });

  it('goes on after a probe that broke', async () => {
    const watch = new Watch(street(1), { HEARTBEAT_INTERVAL_S: '10' });
    watch.prober.breaks = new Error('a bug');
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    expect(watch.prober.begun.length).toBeGreaterThanOrEqual(5);
    expect(watch.logged).toContain('a probe broke; this is a bug of ours');
  });

  it.each([
    [
      'does not answer',
      new DatabaseAway('the database does not answer: connect ECONNREFUSED'),
      'the database does not answer, so a probe came to no verdict; the camera keeps its state',
    ],
    [
      'is full',
      new QueryFailedError('', [], Object.assign(new Error('full'), { code: 'SQLITE_FULL' })),
      'the database takes no writes, so what a probe saw of the device could not be kept',
    ],
  ])('says plainly that the database %s, and calls it no bug', async (_what, cause, said) => {
    const watch = new Watch(street(1), { HEARTBEAT_INTERVAL_S: '10' });
    watch.prober.breaks = cause;
    await watch.start();
    await pass(watch.clock, MINUTE_MS, 100);
    const [line] = watch.logged.split('\n');
    expect(JSON.parse(line!)).toMatchObject({
      level: 40,
      camera: 'camera 0',
      reason: cause.message,
      msg: said,
    });
    expect(watch.logged).not.toContain('bug');
  });

  it('asks for the facts again within the hour where they could not be kept', async () => {
    const watch = new Watch(street(1), RARE_FRAMES);
    watch.prober.breaks = new DatabaseAway('no');
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.prober.breaks = null;
    await pass(watch.clock, HOUR_MS, SECOND_MS);
    expect(watch.prober.begun.filter(({ kind }) => kind === 'full')).toHaveLength(1);
  });

  it('ends probes under way when the service stops, and begins none that waited', async () => {
    const watch = new Watch(street(10), { HEARTBEAT_CONCURRENCY: '1', FRAME_CONCURRENCY: '1' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    const count = watch.prober.begun.length;
    await watch.stop();
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    expect(watch.prober.begun).toHaveLength(count);
    expect(watch.turns.inFlight).toBe(0);
  });
});

describe('after a probe', () => {
  it('looks for a frame at once where a heartbeat answers again', async () => {
    const watch = new Watch(street(1));
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.prober.before = { missed: 2 };
    await pass(watch.clock, MINUTE_MS, 100);
    const [heartbeat, frame] = watch.prober.begun;
    expect([heartbeat?.kind, frame?.kind]).toEqual(['heartbeat', 'frame']);
    expect(frame!.atMs - heartbeat!.atMs).toBeLessThanOrEqual(1_200);
  });

  it('confirms a failed frame one heartbeat later, and leaves a confirmed one to its beats', async () => {
    const watch = new Watch(street(1));
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.prober.after = { failedFrames: 1 };
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    expect(watch.kinds()).toMatch(/^heartbeat (heartbeat )?frame/);
    watch.prober.after = { failedFrames: 2 };
    await watch.pastTheFirstProbes();
    await pass(watch.clock, 4 * MINUTE_MS, 100);
    expect(
      watch
        .kinds()
        .split(' ')
        .filter((kind) => kind === 'frame').length,
    ).toBeLessThanOrEqual(1);
  });

  it('asks again an hour later for facts that did not come', async () => {
    const watch = new Watch(street(1));
    await watch.start();
    await pass(watch.clock, 65 * MINUTE_MS, SECOND_MS);
    const full = watch.prober.begun.filter(({ kind }) => kind === 'full');
    expect(full).toHaveLength(2);
    expect(full[1]!.atMs - full[0]!.atMs).toBeLessThan(61 * MINUTE_MS);
  });

  it('asks a camera without ONVIF for no facts', async () => {
    const rtsp = { port: 554, path: '/', tls: false };
    const watch = new Watch(street(1, { onvif: null, rtsp }));
    await watch.start();
    await pass(watch.clock, 65 * MINUTE_MS, SECOND_MS);
    expect(watch.prober.begun.filter(({ kind }) => kind === 'full')).toHaveLength(1);
  });

  it('asks no device for its facts after a restart that told them today', async () => {
    const watch = new Watch(street(2));
    await watch.memories.keep('camera 0', { ...watch.memories.of('camera 0'), factsAt: watch.clock.now() });
    watch.clock.advance(MINUTE_MS);
    await watch.start();
    await pass(watch.clock, 3 * MINUTE_MS, SECOND_MS);
    const kinds = (cameraId: string): string[] => watch.prober.of(cameraId).map(({ kind }) => kind);
    expect(kinds('camera 0')).toContain('frame');
    expect(kinds('camera 0')).not.toContain('full');
    expect(kinds('camera 1')).toContain('full');
  });
});
