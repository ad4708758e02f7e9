import { describeWith } from '../needs.js';
import { adminStory } from './admin.story.js';
import { PHONE, seriousFindings } from './browser-house.js';
import { discoveryStory } from './discovery.story.js';
import { FirstDay } from './first-day.js';
import { importStory } from './register-import.story.js';
import { longTableStory } from './long-table.story.js';
import { tableStory } from './register-table.story.js';

const REGISTER_PAGES = ['/register', '/register/import', '/register/quality', '/register/discovery'];
const ADMIN_PAGES = [
  'users',
  'tokens',
  'groups',
  'credentials',
  'channels',
  'maintenance',
  'audit',
  'service',
];

describeWith(['chromium'], "an admin's first day", () => {
  const day = new FirstDay();

  beforeAll(() => day.begin({ NOTIFY_TRUSTED_HOSTS: '127.0.0.1' }));
  afterAll(() => day.house?.close());
  afterEach(() => day.house.refuseFaults());

  importStory(day);
  tableStory(day);
  adminStory(day);
  discoveryStory(day);
  longTableStory(day);

  it.each([...REGISTER_PAGES, ...ADMIN_PAGES.map((name) => `/admin/${name}`)])(
    '%s is to be used by everybody, and speaks Chinese alone',
    async (path) => {
      await day.page.goto(path);
      await day.page.getByRole('heading', { level: 1 }).waitFor();
      await day.page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
      expect(await seriousFindings(day.page)).toEqual([]);
      expect(await day.page.locator('main').innerText()).not.toMatch(
        /\b(?:must|admin|register|frame|faces)\.\w|is missing/,
      );
    },
  );

  it('fits a phone where a village looks at its register', async () => {
    const small = await day.house.signedIn('shangpo', { viewport: PHONE });
    await small.goto('/register');
    await small.getByRole('status').filter({ hasText: '共 4 台' }).waitFor();
    expect(await small.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(small)).toEqual([]);
    await small.context().close();
  });
});
