import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraRemoved } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { CameraJudged } from '../events.js';
import { bad, FakeDevice, good } from '../testing/fake-devices.js';
import { FakeMemoryStore, memoryBook, SILENT } from '../testing/fake-memories.js';
import { FakeRegistry } from '../testing/fake-registry.js';
import { pictureChecks } from '../testing/fake-picture-checks.js';
import { probeTarget } from '../testing/probe-target.js';
import { ClimbLadder } from './climb-ladder.js';
import { Jury } from './jury.js';
import { LatestFrames } from './latest-frames.js';
import { LoginDesk } from './login-desk.js';
import { OwnClock } from './own-clock.js';
import { Prober } from './prober.js';
import { RungWatch } from './rung-watch.js';

async function room(settings: Readonly<Record<string, string>> = {}) {
  const config = loadConfig(settings);
  const clock = new ManualClock();
  const events = new EventBus(SILENT);
  const device = new FakeDevice();
  const target = probeTarget();
  const registry = new FakeRegistry(target);
  const memories = memoryBook(clock, new FakeMemoryStore(), events);
  await memories.onModuleInit();
  const desk = new LoginDesk(registry, memories);
  const checks = pictureChecks(clock, config);
  const ladder = new ClimbLadder(
    device.onvif,
    device.streams,
    device.pictures,
    desk,
    checks,
    clock,
    config,
    new RungWatch(),
  );
  const frames = new LatestFrames(device.pictures, events, config, clock);
  frames.onModuleInit();
  const ownClock = new OwnClock(clock, config, events, SILENT);
  const jury = new Jury(ownClock, config);
  const prober = new Prober(ladder, memories, frames, registry, events, jury);
  const judged: CameraJudged[] = [];
  events.on(CameraJudged, (event) => void judged.push(event));
  const probe = (kind: ProbeKind) =>
    prober.probe(target, kind, clock.monotonicMs() - 7, new AbortController().signal);
  return { clock, events, device, registry, memories, frames, judged, probe };
}

describe('a probe', () => {
  it('tells what it saw and what it means, with its lateness', async () => {
    const { judged, probe } = await room();
    await probe('frame');
    expect(judged).toMatchObject([
      { cameraId: 'camera', latenessMs: 7, verdict: { outcome: 'live', impairment: null } },
    ]);
    expect(judged[0]!.evidence.rungs.map(({ outcome }) => outcome)).toEqual(Array(6).fill('passed'));
  });

  it('keeps the picture, and writes the facts into the register', async () => {
    const { frames, registry, probe } = await room();
    await probe('full');
    expect(await frames.show('camera')).not.toBeNull();
    expect(registry.observed.get('camera')).toMatchObject({ vendor: 'HIKVISION', firmware: '1.10' });
  });

  it('tells what it saw although the register cannot be written', async () => {
    const { registry, judged, probe } = await room();
    registry.recordObserved = () => Promise.reject(new Error('disk full'));
    await expect(probe('full')).rejects.toThrow('disk full');
    expect(judged).toMatchObject([{ verdict: { outcome: 'live' } }]);
  });

  it('finds a picture frozen since it was first seen, however often it is looked at meanwhile', async () => {
    const { clock, device, probe } = await room({ SHOUWANG_PROBING_FROZEN_AFTER_S: '60' });
    const impairments = [];
    for (let look = 0; look < 4; look += 1) {
      const { verdict } = await probe('frame');
      impairments.push(verdict.outcome === 'live' ? (verdict.impairment?.code ?? null) : verdict.outcome);
      clock.advance(25 * SECOND_MS);
    }
    expect(impairments).toEqual([null, null, null, 'frozen']);
    device.picture = { ...device.picture, fingerprint: 'another' };
    expect((await probe('frame')).verdict).toEqual({ outcome: 'live', impairment: null });
  });

  it('counts missed heartbeats and failed frames in a row, and what says nothing counts for nothing', async () => {
    const { device, probe } = await room();
    await probe('frame');
    device.clock = bad('onvif-timeout');
    device.frame = 'no-key-frame';
    expect((await probe('heartbeat')).after).toMatchObject({ missed: 1, failedFrames: 1 });
    expect((await probe('heartbeat')).after).toMatchObject({ missed: 2, failedFrames: 1 });
    device.isReachable = false;
    device.clock = bad('prober-down');
    expect((await probe('heartbeat')).after).toMatchObject({ missed: 2, failedFrames: 1 });
    device.isReachable = true;
    device.clock = good({ offsetMs: 0 });
    expect((await probe('heartbeat')).after).toMatchObject({ missed: 0, failedFrames: 1 });
    device.frame = null;
    expect((await probe('frame')).after).toMatchObject({ missed: 0, failedFrames: 0 });
  });

  it('takes a refusal after success for a full device first, and for a wrong login when it is repeated', async () => {
    const { clock, device, probe } = await room();
    await probe('frame');
    device.rtspRefuses = true;
    const outcomes = [];
    for (let minute = 0; minute < 12; minute += 1) {
      const { verdict } = await probe('frame');
      outcomes.push(`${verdict.outcome} ${'fault' in verdict ? verdict.fault.code : ''}`);
      clock.advance(MINUTE_MS);
    }
    expect(outcomes).toEqual([
      ...Array(10).fill('inconclusive login-rejected'),
      ...Array(2).fill('frameless login-rejected'),
    ]);
    expect(device.logins).toHaveLength(2 + 2);
  });

  it('of a camera that is removed meanwhile leaves nothing behind, and nobody is told', async () => {
    const { device, events, frames, memories, registry, judged, probe } = await room();
    const { pictures } = device;
    const decode = pictures.decode.bind(pictures);
    pictures.decode = (...asked) => {
      events.publish(new CameraRemoved('camera'));
      return decode(...asked);
    };
    await probe('full');
    expect(judged).toEqual([]);
    expect(frames.size.frames).toBe(0);
    expect(registry.observed.size).toBe(0);
    expect(memories.of('camera').stream).toBeNull();
  });
});
