import { setTimeout } from 'node:timers/promises';
import { nobody, SYSTEM_ACTOR } from './actor.js';
import { CurrentActor } from './current-actor.js';

const ada = { ...SYSTEM_ACTOR, kind: 'user', id: 'a', name: 'ada' } as const;

describe('CurrentActor', () => {
  it('is the service itself outside every scene', () => {
    expect(new CurrentActor().get()).toBe(SYSTEM_ACTOR);
  });

  it('is nobody in a new scene, and then who the guard found, also after a wait', async () => {
    const actors = new CurrentActor();
    const seen = await actors.run(nobody('10.0.0.1'), async () => {
      const before = actors.get().name;
      actors.become(ada);
      await setTimeout(1);
      return [before, actors.get().name];
    });
    expect(seen).toEqual(['nobody', 'ada']);
    expect(actors.get()).toBe(SYSTEM_ACTOR);
  });

  it('keeps two scenes at once apart', async () => {
    const actors = new CurrentActor();
    const act = (name: string) =>
      actors.run(nobody('10.0.0.1'), async () => {
        actors.become({ ...ada, name });
        await setTimeout(1);
        return actors.get().name;
      });
    expect(await Promise.all([act('a'), act('b')])).toEqual(['a', 'b']);
  });

  it('becomes nobody without a scene', () => {
    expect(() => new CurrentActor().become(ada)).toThrow('no scene');
  });
});
