import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { Log } from '../logging/log.js';
import { EventBus } from './event-bus.js';

class Happened {
  constructor(readonly id: string) {}
}

describe('EventBus', () => {
  it('delivers outside of the scene that made the fact, and so do the timers of its listeners', async () => {
    const scenes = new AsyncLocalStorage<string>();
    const bus = new EventBus(new Log({ level: 'silent' }));
    const seen: unknown[] = [];
    let delivered = (): void => undefined;
    const isDelivered = new Promise<void>((resolve) => (delivered = resolve));
    bus.on(Happened, async ({ id }) => {
      seen.push(id, scenes.getStore());
      await setTimeout(1);
      seen.push(scenes.getStore());
      delivered();
    });

    scenes.run('a request', () => bus.publish(new Happened('a')));
    await isDelivered;

    expect(seen).toEqual(['a', undefined, undefined]);
  });

  it('delivers to the others when one listener fails', () => {
    const bus = new EventBus(new Log({ level: 'silent' }));
    const seen: string[] = [];
    bus.on(Happened, () => {
      throw new Error('no');
    });
    bus.on(Happened, ({ id }) => void seen.push(id));

    bus.publish(new Happened('a'));

    expect(seen).toEqual(['a']);
  });

  it('says that a listener failed, but not while the service stops and closes what it needs', () => {
    let logged = '';
    const destination = { write: (line: string) => void (logged += line) };
    const bus = new EventBus(new Log({ level: 'info', destination }));
    bus.on(Happened, () => {
      throw new Error('closed');
    });
    bus.publish(new Happened('a'));
    expect(logged).toContain('a listener failed');
    logged = '';
    bus.onModuleDestroy();
    bus.publish(new Happened('b'));
    expect(logged).toBe('');
  });
});
