import { HOUR_MS, SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { CameraRemoved } from '../../registry/index.js';
import { OwnClock } from './own-clock.js';

/** A clock that somebody sets. */
class SetClock extends ManualClock {
  setByMs = 0;

  override now(): number {
    return super.now() + this.setByMs;
  }
}

function town() {
  let logged = '';
  const log = new Log({ level: 'info', destination: { write: (line) => void (logged += line) } });
  const clock = new SetClock(Date.UTC(2026, 0, 1));
  const events = new EventBus(log);
  const own = new OwnClock(clock, loadConfig({}), events, log);
  /** Cameras whose own clocks are right, or off by so much. */
  const hear = (from: number, to: number, offByMs = 0): (number | null)[] => {
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    return numbers.map((number) =>
      own.weigh(`camera ${number}`, offByMs - clock.setByMs, clock.monotonicMs()),
    );
  };
  return { own, clock, events, hear, said: () => logged.split('\n').filter(Boolean) };
}

describe('our own clock', () => {
  it('is trusted while the cameras agree with it, and one that does not is off by what it says', () => {
    const { own, hear, said } = town();
    expect(hear(0, 20)).toEqual(Array(20).fill(0));
    expect(hear(20, 21, HOUR_MS)).toEqual([HOUR_MS]);
    expect(own.errorS).toBe(0);
    expect(said()).toEqual([]);
  });

  it.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('set an hour %s, is what is wrong, which is said once, and no camera is blamed', (_where, setByMs) => {
    const { own, clock, hear, said } = town();
    hear(0, 20);
    clock.setByMs = setByMs;
    const offsets = [...hear(0, 20), ...hear(0, 20)];
    expect(offsets.filter((offset) => offset !== null && offset !== 0)).toEqual([]);
    expect(own.errorS).toBe(-setByMs / SECOND_MS);
    expect(said().map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, offByS: -setByMs / SECOND_MS, msg: expect.stringContaining('the clock of this machine') },
    ]);
    expect(hear(20, 21, 2 * HOUR_MS)).toEqual([2 * HOUR_MS]);

    clock.setByMs = 0;
    expect([...hear(0, 20), ...hear(0, 20)].filter((offset) => offset !== null && offset !== 0)).toEqual([]);
    expect(own.errorS).toBe(0);
    expect(JSON.parse(said().at(-1)!)).toMatchObject({
      level: 30,
      msg: 'the clock of this machine agrees with the cameras again',
    });
  });

  it('is known to be wrong from the tenth camera on where it was so at the start', () => {
    const { clock, hear } = town();
    clock.setByMs = HOUR_MS;
    expect(hear(0, 9)).toEqual(Array(9).fill(-HOUR_MS));
    expect(hear(9, 20)).toEqual(Array(11).fill(0));
    expect(hear(0, 9)).toEqual(Array(9).fill(0));
  });

  it('set while a camera is asked, blames it for nothing, also when it is the last to answer', () => {
    const { own, clock, hear } = town();
    hear(0, 20);
    const sinceMs = clock.monotonicMs();
    clock.advance(SECOND_MS);
    clock.setByMs = HOUR_MS;
    hear(0, 20);
    expect(own.weigh('camera 0', 0, sinceMs)).toBeNull();
    expect(hear(0, 20)).toEqual(Array(20).fill(0));
  });

  it('is taken for right in a town of too few cameras, once they had their time', () => {
    const { clock, hear } = town();
    hear(0, 5);
    clock.setByMs = HOUR_MS;
    expect(hear(0, 5)).toEqual(Array(5).fill(null));
    clock.advance(121 * SECOND_MS);
    expect(hear(0, 5)).toEqual(Array(5).fill(-HOUR_MS));
  });

  it('is not blamed by a town that sends local time as UTC', () => {
    const { own, hear } = town();
    expect(hear(0, 20, 8 * HOUR_MS)).toEqual(Array(20).fill(8 * HOUR_MS));
    expect(own.errorS).toBe(0);
  });

  it('asks no camera that was removed, and none that said nothing', () => {
    const { own, events, hear } = town();
    hear(0, 10, HOUR_MS);
    expect(own.errorS).toBe(3_600);
    events.publish(new CameraRemoved('camera 9'));
    expect(own.weigh('camera 0', null, 0)).toBeNull();
    expect(hear(0, 1, HOUR_MS)).toEqual([HOUR_MS]);
    expect(own.errorS).toBe(0);
  });
});
