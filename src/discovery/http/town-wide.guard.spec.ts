import { CurrentActor, SYSTEM_ACTOR } from '../../access/index.js';
import { TownWideGuard } from './town-wide.guard.js';

describe('searches and candidates', () => {
  const actors = new CurrentActor();
  const guard = new TownWideGuard(actors);

  it('are open to those who see the whole town', () => {
    expect(actors.run(SYSTEM_ACTOR, () => guard.canActivate())).toBe(true);
  });

  it.each([[[]], [['a-village']]])('are closed to those who see the villages %j alone', (villageIds) => {
    const look = (): boolean =>
      actors.run({ ...SYSTEM_ACTOR, role: 'village', villageIds }, () => guard.canActivate());
    expect(look).toThrow(
      'Searches look at whole networks, beyond single villages; ask an administrator for one.',
    );
  });
});
