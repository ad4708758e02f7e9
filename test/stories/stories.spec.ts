import { describeWith } from '../needs.js';
import { DemoTown } from './demo-town.js';
import { planner } from './planner.story.js';
import { technician } from './technician.story.js';
import { village } from './village.story.js';

describeWith(['chromium'], 'the town of the demo', () => {
  let town: DemoTown;

  beforeAll(async () => {
    town = await DemoTown.start();
    await town.settled(['海东社区', '前埔村', '上坡村']);
  }, 900_000);

  afterAll(async () => town?.close());
  afterEach(() => town?.leave());

  technician(() => town);
  planner(() => town);
  village(() => town);
});
