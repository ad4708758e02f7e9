import { ManualClock } from '../../../platform/clock/manual-clock.js';
import { loadConfig } from '../../../platform/config/load-config.js';
import { MINUTE_MS } from '../../../kernel/instant.js';
import type { Publication } from '../../domain/publications/publication.js';
import type { PublicationStore } from '../../store/publication.store.js';
import { digestOf } from '../file-shelf.js';
import { CheckDesk } from './check-desk.js';
import { PublicationShelf } from './publication-shelf.js';

/** Nothing was posted. */
const EMPTY = { find: async () => null } as unknown as PublicationStore;

/** One document under every number. */
function full(document: string): PublicationStore {
  const publication = { number: 'GS-2026-0001', sha256: digestOf(Buffer.from(document)) } as Publication;
  return { find: async () => publication, document: async () => document } as unknown as PublicationStore;
}

function deskWith(
  settings: Readonly<Record<string, string>>,
  clock = new ManualClock(),
  store = EMPTY,
): CheckDesk {
  return new CheckDesk(store, new PublicationShelf(store), clock, loadConfig(settings));
}

describe('the check page', () => {
  it('is there by default, and is not where the town wants none', () => {
    expect(() => deskWith({}).expectOpen()).not.toThrow();
    const closed = deskWith({ SHOUWANG_FUNDING_PUBLIC_CHECK: 'false' });
    expect(() => closed.expectOpen()).toThrow('There is no check page here.');
  });

  it('looks things up so often in a minute, and again in the next; what is no number costs nothing', async () => {
    const clock = new ManualClock();
    const desk = deskWith({ SHOUWANG_FUNDING_PUBLIC_LOOKS_PER_MINUTE: '2' }, clock);
    for (const typed of ['nonsense', 'GS-2026-0001', 'nonsense', 'GS-2026-0002', 'nonsense'])
      expect(await desk.open(typed)).toBeNull();
    await expect(desk.open('GS-2026-0001')).rejects.toMatchObject({
      code: 'too-many-looks',
      retryAfterS: 60,
    });
    clock.advance(MINUTE_MS);
    expect(await desk.open('GS-2026-0001')).toBeNull();
  });

  it('takes a look at a large document for several', async () => {
    const settings = { SHOUWANG_FUNDING_PUBLIC_LOOKS_PER_MINUTE: '3' };
    const looks = async (document: string): Promise<number> => {
      const desk = deskWith(settings, new ManualClock(), full(document));
      for (let count = 0; ; count += 1)
        if ((await desk.open('GS-2026-0001').catch(() => null)) === null) return count;
    };
    expect([await looks('{}'), await looks(JSON.stringify({ a: 'x'.repeat(250_000) }))]).toEqual([3, 2]);
  });

  it('shows nothing that is not what was hashed', async () => {
    const { find } = full('{"format":1}');
    const changed = { find, document: async () => '{"format":2}' } as unknown as PublicationStore;
    await expect(deskWith({}, new ManualClock(), changed).open('GS-2026-0001')).rejects.toMatchObject({
      code: 'publication-damaged',
    });
  });
});
