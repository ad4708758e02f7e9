import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Change, Scope } from '../domain/change.js';
import { BEAT_EVERY_MS, Feed } from './feed.js';

const state = (subject: string, villageId: string, to = 'offline'): Change => ({
  kind: 'states',
  subject,
  villageIds: [villageId],
  shown: { cameraId: subject, state: to },
});

interface Told {
  readonly type: string;
  readonly id: string;
  readonly data: { readonly items?: readonly Record<string, string>[] };
}

describe('Feed', () => {
  let clock: ManualClock;
  let feed: Feed;

  beforeEach(() => {
    clock = new ManualClock(0);
    feed = new Feed(
      clock,
      { next: () => 'run' },
      {
        board: { keepChanges: 100, maxStreams: 1, maxStreamsPerActor: 1, maxBacklogKb: 64 },
      },
    );
  });

  afterEach(() => feed.onModuleDestroy());

  function listen(scope: Scope = null, lastId: string | null = null) {
    const texts: Buffer[] = [];
    const leave = feed.join({ scope, tell: (text) => texts.push(text) }, lastId);
    const told = (): Told[] =>
      [
        ...Buffer.concat(texts)
          .toString()
          .matchAll(/event: (\w+)\nid: (\S+)\ndata: (.*)\n\n/g),
      ].map(([, type, id, data]) => ({ type: type!, id: id!, data: JSON.parse(data!) as Told['data'] }));
    const subjects = (): unknown[] =>
      told().flatMap(({ type, data }) =>
        type === 'states' ? [data.items!.map((item) => item['cameraId'])] : [],
      );
    return { told, subjects, leave, texts };
  }

  it('greets whoever comes, and tells what changes from then on', () => {
    const page = listen();
    feed.note(state('a', 'v1'));
    clock.advance(50);

    expect(page.told().map(({ type }) => type)).toEqual(['hello', 'states']);
    expect(page.subjects()).toEqual([['a']]);
  });

  it('tells at most once a second, and of each camera only how it stands last', () => {
    const page = listen();
    feed.note(state('a', 'v1'));
    clock.advance(50);
    for (const to of ['online', 'offline', 'impaired']) feed.note(state('b', 'v1', to));
    clock.advance(999);
    expect(page.subjects()).toEqual([['a']]);
    clock.advance(1);

    expect(page.subjects()).toEqual([['a'], ['b']]);
    expect(page.told().at(-1)!.data.items).toEqual([{ cameraId: 'b', state: 'impaired' }]);
  });

  it('tells nobody of villages that do not exist for them', () => {
    const [mine, theirs, all] = [listen(['v1']), listen(['v2']), listen()];
    feed.note(state('a', 'v1'));
    feed.note({ kind: 'register', subject: 'groups', villageIds: null, shown: { what: 'groups' } });
    clock.advance(50);

    expect([mine.subjects(), theirs.subjects(), all.subjects()]).toEqual([[['a']], [], [['a']]]);
    expect(theirs.told().map(({ type }) => type)).toEqual(['hello', 'register']);
  });

  it('tells both villages when one change of the register is of the one and the next of the other', () => {
    const [left, entered] = [listen(['v1']), listen(['v2'])];
    const change = (villageIds: string[]): Change => ({
      kind: 'register',
      subject: 'cameras',
      villageIds,
      shown: {},
    });
    feed.note(change(['v1']));
    feed.note(change(['v2']));
    clock.advance(50);

    expect([left, entered].map((page) => page.told().at(-1)!.type)).toEqual(['register', 'register']);
  });

  it('gives all who see the same the same bytes', () => {
    const [one, other] = [listen(['v1']), listen(['v1'])];
    feed.note(state('a', 'v1'));
    clock.advance(50);

    expect(one.texts.at(-1)).toBe(other.texts.at(-1));
  });

  it('tells whoever comes again what they missed, and nothing twice', () => {
    const page = listen(['v1']);
    feed.note(state('a', 'v1'));
    clock.advance(2_000);
    page.leave();
    feed.note(state('b', 'v1'));
    feed.note(state('c', 'v2'));
    clock.advance(2_000);

    const again = listen(['v1'], page.told().at(-1)!.id);

    expect(again.subjects()).toEqual([['b']]);
    expect(again.told().at(-1)!.type).toBe('beat');
  });

  it('loses nothing for a page that was cut off between two events of one telling', () => {
    const page = listen();
    feed.note({ kind: 'orders', subject: 'o', villageIds: null, shown: {} });
    feed.note(state('a', 'v1'));
    clock.advance(50);
    const [, first] = page.told();

    expect(first!.type).toBe('states');
    expect(
      listen(null, first!.id)
        .told()
        .map(({ type }) => type),
    ).toEqual(['orders', 'beat']);
  });

  it('says reset where what was missed is not known any more', () => {
    const id = listen().told()[0]!.id;
    for (let index = 0; index < 101; index += 1) feed.note(state(`${index}`, 'v1'));
    clock.advance(50);

    expect(
      listen(null, id)
        .told()
        .map(({ type }) => type),
    ).toEqual(['reset']);
    expect(
      listen(null, 'an-earlier-process.5')
        .told()
        .map(({ type }) => type),
    ).toEqual(['reset']);
  });

  it('beats while somebody listens, with a place to come again from although nothing of theirs happened', () => {
    const page = listen(['v2']);
    for (let index = 0; index < 101; index += 1) feed.note(state(`${index}`, 'v1'));
    clock.advance(BEAT_EVERY_MS);

    const [, beat] = page.told();
    expect(beat!.type).toBe('beat');
    expect(
      listen(['v2'], beat!.id)
        .told()
        .map(({ type }) => type),
    ).toEqual(['beat']);
  });

  it('tells nothing more to whoever left', () => {
    const page = listen();
    page.leave();
    feed.note(state('a', 'v1'));
    clock.advance(BEAT_EVERY_MS);

    expect(page.told().map(({ type }) => type)).toEqual(['hello']);
  });
});
