import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { CameraChanged, CameraRegistered, CameraRemoved, GroupsChanged } from '../../registry/index.js';
import { probeTarget } from '../testing/probe-target.js';
import { pass, settle } from '../testing/settle.js';
import { RARE_FRAMES, street, Watch } from '../testing/watch.js';

const OTHER_ADDRESS = { host: '10.9.9.9' };

describe('when the register changes', () => {
  it('looks at a new camera within two heartbeats', async () => {
    const watch = new Watch([]);
    await watch.start();
    const target = probeTarget({ cameraId: 'new' });
    watch.registry.targets.set('new', target);
    watch.events.publish(new CameraRegistered('new'));
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    expect(watch.prober.begun.some(({ kind }) => kind === 'full')).toBe(true);
  });

  it('looks no more at a camera that was removed or left service', async () => {
    const watch = new Watch(street(2));
    await watch.start();
    await watch.pastTheFirstProbes();
    watch.registry.targets.clear();
    watch.events.publish(new CameraRemoved('camera 0'));
    watch.events.publish(new CameraChanged('camera 1'));
    await pass(watch.clock, 10 * MINUTE_MS, SECOND_MS);
    expect(watch.prober.begun).toEqual([]);
  });

  it('does not enter a removed camera again that an older reading still names', async () => {
    const watch = new Watch(street(1));
    await watch.start();
    watch.events.publish(new CameraRemoved('camera 0'));
    watch.events.publish(new GroupsChanged());
    await pass(watch.clock, 5 * MINUTE_MS, SECOND_MS);
    expect(watch.prober.begun).toEqual([]);
  });

  it('looks soon at a camera whose address changed, and hurries nothing for a new village', async () => {
    const watch = new Watch(street(2), RARE_FRAMES);
    await watch.start();
    await watch.pastTheFirstProbes();
    const [first, second] = watch.registry.targets.values();
    watch.registry.targets.set('camera 0', { ...first!, ...OTHER_ADDRESS });
    watch.registry.targets.set('camera 1', { ...second!, villageId: 'another' });
    for (const { cameraId } of [first!, second!]) watch.events.publish(new CameraChanged(cameraId));
    await pass(watch.clock, 2 * MINUTE_MS, SECOND_MS);
    const kinds = (cameraId: string): string[] => watch.prober.of(cameraId).map(({ kind }) => kind);
    expect(kinds('camera 0')).toContain('full');
    expect(kinds('camera 1')).toEqual(['heartbeat', 'heartbeat']);
    expect(watch.prober.of('camera 1').at(-1)!.target.villageId).toBe('another');
  });

  it("follows a programme's new cadence without a herd of frames", async () => {
    const watch = new Watch(street(20));
    await watch.start();
    await watch.pastTheFirstProbes();
    for (const target of street(20)) {
      const cadence = { ...target.cadence, heartbeatIntervalS: 10 };
      watch.registry.targets.set(target.cameraId, { ...target, cadence });
    }
    watch.events.publish(new GroupsChanged());
    await pass(watch.clock, MINUTE_MS, 100);
    expect(watch.prober.begun.length).toBeGreaterThanOrEqual(20 * 5);
    expect(watch.prober.begun.filter(({ kind }) => kind !== 'heartbeat').length).toBeLessThanOrEqual(8);
  });

  it('begins a beat that waited for a place as the register is by then', async () => {
    const watch = new Watch(street(3), { FRAME_CONCURRENCY: '1', HEARTBEAT_CONCURRENCY: '1' });
    watch.prober.takes = () => null;
    await watch.start();
    await pass(watch.clock, 2 * MINUTE_MS, 100);
    const held = new Set(watch.prober.begun.map(({ cameraId }) => cameraId));
    for (const target of street(3))
      watch.registry.targets.set(target.cameraId, { ...target, ...OTHER_ADDRESS });
    for (const target of street(3)) watch.events.publish(new CameraChanged(target.cameraId));
    await settle();
    watch.prober.takes = () => 0;
    for (const one of watch.prober.underWay) one.end();
    await settle();
    const later = watch.prober.begun.filter(({ cameraId }) => !held.has(cameraId));
    expect(later.length).toBeGreaterThan(0);
    expect(later.every(({ target }) => target.host === '10.9.9.9')).toBe(true);
  });

  it('reads a camera that changes many times at once no more often than it must', async () => {
    const watch = new Watch(street(1));
    await watch.start();
    let readings = 0;
    const read = watch.registry.probeTarget.bind(watch.registry);
    watch.registry.probeTarget = (cameraId) => {
      readings += 1;
      return read(cameraId);
    };
    for (let change = 0; change < 100; change += 1) watch.events.publish(new CameraChanged('camera 0'));
    await settle();
    expect(readings).toBe(1);
  });
});
