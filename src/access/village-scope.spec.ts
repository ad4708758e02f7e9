import { SYSTEM_ACTOR } from './actor.js';
import { CurrentActor } from './current-actor.js';
import { VillageScope } from './village-scope.js';

describe('VillageScope', () => {
  const actors = new CurrentActor();
  const scope = new VillageScope(actors);

  it('is all villages for the service itself', () => {
    expect(scope.only()).toBeNull();
    expect(scope.allows('any')).toBe(true);
  });

  it('is the villages of whoever acts', () => {
    actors.run({ ...SYSTEM_ACTOR, kind: 'user', role: 'village', villageIds: ['a'] }, () => {
      expect(scope.only()).toEqual(['a']);
      expect([scope.allows('a'), scope.allows('b')]).toEqual([true, false]);
      expect([scope.narrow(null), scope.narrow('a'), scope.narrow('b')]).toEqual([['a'], ['a'], []]);
    });
  });

  it('is none for one whose villages were removed', () => {
    actors.run({ ...SYSTEM_ACTOR, kind: 'user', role: 'village', villageIds: [] }, () => {
      expect(scope.allows('a')).toBe(false);
    });
  });
});
