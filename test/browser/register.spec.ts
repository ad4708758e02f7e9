import { describeWith } from '../needs.js';
import { adminStory } from './admin.story.js';
import { discoveryStory } from './discovery.story.js';
import { FirstDay } from './first-day.js';
import { importStory } from './register-import.story.js';
import { longTableStory } from './long-table.story.js';
import { tableStory } from './register-table.story.js';

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
});
