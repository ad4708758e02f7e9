import { MINUTE_MS } from '../../../kernel/instant.js';
import { ManualClock } from '../../../platform/clock/manual-clock.js';
import { loadConfig } from '../../../platform/config/load-config.js';
import { EventBus } from '../../../platform/events/event-bus.js';
import { FakeDevice } from '../../testing/fake-devices.js';
import { FACTS, FakeLive, FakeViewer, picture } from '../../testing/fake-live.js';
import { memoryBook, SILENT } from '../../testing/fake-memories.js';
import { FakeRegistry } from '../../testing/fake-registry.js';
import { probeTarget } from '../../testing/probe-target.js';
import { settle } from '../../testing/settle.js';
import { LoginDesk } from '../login-desk.js';
import { OwnStreams, type StreamPort } from '../ports.js';
import { Turns } from '../turns.js';
import { LiveDesk } from './live-desk.js';
import { OpenLive } from './open-live.js';
import { SharedStreams } from './shared-streams.js';

const NEVER = new AbortController().signal;
const RTSP = { port: 554, path: '/sub', tls: false };
const TARGET = { cameraId: 'camera', host: '10.1.1.1', address: { ...RTSP, isSecret: false }, login: null };
const LIMIT = 'time-limit: A live view ends after 5 min; open it again if you still need it.';

function scene() {
  const clock = new ManualClock();
  const registry = new FakeRegistry(probeTarget({ rtsp: RTSP }));
  const memories = memoryBook(clock);
  const turns = new Turns();
  const live = new FakeLive();
  const config = loadConfig({});
  const opener = new OpenLive(live, new LoginDesk(registry, memories), memories, turns, clock);
  const events = new EventBus(SILENT);
  const desk = new LiveDesk(registry, memories, opener, live, events, config, clock, SILENT);
  const device = new FakeDevice();
  const own: StreamPort = device.streams;
  const streams = new SharedStreams(own as OwnStreams, desk, clock, config);
  const watch = async (viewer = new FakeViewer()) => {
    const seat = await desk.seat('camera');
    seat.take(viewer);
    await settle();
    return { viewer, seat };
  };
  return { clock, registry, memories, turns, live, desk, device, streams, watch };
}

describe('LiveDesk', () => {
  it('opens one session with the first viewer and gives it back with the last', async () => {
    const { live, desk, watch } = scene();
    const [first, second] = [await watch(), await watch()];
    live.sessions[0]!.sink.opened(FACTS, true);
    live.sessions[0]!.sink.picture(picture(1));
    first.seat.leave();
    live.sessions[0]!.sink.picture(picture(2, false));
    expect(live.sessions[0]!.isOver).toBe(false);
    second.seat.leave();
    await settle();

    expect(live.sessions).toHaveLength(1);
    expect(live.sessions[0]!.isOver).toBe(true);
    expect(desk.sessionOf('camera')).toBeNull();
    expect([first.viewer.seen, second.viewer.seen]).toEqual([
      ['init', 'p1'],
      ['init', 'p1', 'p2'],
    ]);
  });

  it('ends each viewer after the time of their own', async () => {
    const { clock, live, watch } = scene();
    const first = await watch();
    clock.advance(2 * MINUTE_MS);
    const second = await watch();
    expect(second.seat.expiresAt - first.seat.expiresAt).toBe(2 * MINUTE_MS);
    clock.advance(3 * MINUTE_MS - 1);
    expect(first.viewer.seen).toEqual([]);
    clock.advance(1);
    expect([first.viewer.seen, second.viewer.seen]).toEqual([[LIMIT], []]);
    clock.advance(2 * MINUTE_MS);
    expect(second.viewer.seen).toEqual([LIMIT]);
    expect(live.sessions[0]!.isOver).toBe(true);
  });

  it('waits for the session that ends before it opens the next', async () => {
    const { live, watch } = scene();
    live.hangsUpAtOnce = false;
    const { seat } = await watch();
    seat.leave();
    await watch();
    expect(live.sessions).toHaveLength(1);
    live.sessions[0]!.hangUp(null);
    await settle();
    expect(live.sessions).toHaveLength(2);
  });

  it('waits for a probe that has the camera, and opens nothing for who has left meanwhile', async () => {
    const { turns, live, watch } = scene();
    let end!: () => void;
    void turns.take('camera', () => new Promise<void>((resolve) => (end = resolve)));
    const { seat } = await watch();
    expect(live.sessions).toHaveLength(0);
    seat.leave();
    end();
    await settle();
    expect(live.sessions).toHaveLength(0);
    await watch();
    expect(live.sessions).toHaveLength(1);
  });

  it('opens for who waited for a probe until it has ended', async () => {
    const { turns, live, watch } = scene();
    let end!: () => void;
    void turns.take('camera', () => new Promise<void>((resolve) => (end = resolve)));
    const { viewer } = await watch();
    end();
    await settle();
    expect(live.sessions).toHaveLength(1);
    expect(viewer.seen).toEqual([]);
  });

  it('holds the turn of the camera until the stream plays, or has failed', async () => {
    const { turns, live, watch } = scene();
    await watch();
    expect(turns.isTaken('camera')).toBe(true);
    live.sessions[0]!.sink.opened(FACTS, false);
    await settle();
    expect(turns.isTaken('camera')).toBe(false);
    live.sessions[0]!.hangUp({ code: 'stream-closed', detail: 'The camera closed the connection.' });
    await settle();
    const { viewer } = await watch();
    live.sessions[1]!.hangUp({ code: 'stream-busy', detail: 'All sessions are taken.' });
    await settle();
    expect(turns.isTaken('camera')).toBe(false);
    expect(viewer.seen).toEqual(['camera-failed: All sessions are taken.']);
  });

  it('books a login that was taken and one that was refused, and never sends the refused one again', async () => {
    const { live, memories, watch } = scene();
    await watch();
    live.sessions[0]!.sink.opened(FACTS, true);
    await settle();
    expect(memories.of('camera').budget.rtsp.acceptedKey).toBe('cred 1');
    live.sessions[0]!.hangUp({ code: 'login-rejected', detail: 'Refused.' });
    await settle();

    const refused = scene();
    await refused.watch();
    expect(refused.live.sessions[0]!.target.login).not.toBeNull();
    refused.live.sessions[0]!.hangUp({ code: 'login-rejected', detail: 'Refused.' });
    await settle();
    await refused.watch();
    expect(refused.live.sessions[1]!.target.login).toBeNull();
  });
});

describe('a probe of a camera that somebody watches', () => {
  it('takes the next key picture of the session, with its parameter sets', async () => {
    const { live, device, streams, watch } = scene();
    await watch();
    const sample = streams.sample(TARGET, NEVER);
    live.sessions[0]!.sink.opened(FACTS, true);
    live.sessions[0]!.sink.picture(picture(1, false));
    live.sessions[0]!.sink.picture(picture(2));
    expect(await sample).toMatchObject({
      stream: { ok: true, value: { codec: 'h264', sharedWith: 'live view' } },
      frame: { ok: true, value: { codec: 'h264', bytes: Buffer.from('spsp2') } },
      loginRejected: false,
    });
    expect(device.done).toEqual([]);
  });

  it('opens a session of its own when that one ends first', async () => {
    const { live, device, streams, watch } = scene();
    device.rtspAsksForLogin = false;
    await watch();
    live.sessions[0]!.sink.opened(FACTS, true);
    const sample = streams.sample(TARGET, NEVER);
    live.sessions[0]!.hangUp({ code: 'stream-closed', detail: 'Closed.' });
    expect((await sample).frame?.ok).toBe(true);
    expect(device.done).toEqual(['sample /sub']);
  });

  it('is told that the camera is busy where no key picture comes, and asks FFmpeg nothing', async () => {
    const { clock, live, device, streams, watch } = scene();
    await watch();
    live.sessions[0]!.sink.opened(FACTS, true);
    const sample = streams.sample(TARGET, NEVER);
    await settle();
    clock.advance(25_000);
    expect((await sample).stream).toMatchObject({
      ok: false,
      fault: {
        code: 'stream-busy',
        detail: 'Somebody watches this camera live, and no key picture came within 25 s.',
      },
    });
    expect(await streams.secondOpinion(TARGET, NEVER)).toBe('busy');
    expect(device.done).toEqual([]);
  });
});
