import { describeWith } from '../needs.js';
import { correct } from './villages/corrections.story.js';
import { isForEverybody } from './villages/everybody.story.js';
import { takeMoney } from './villages/money.story.js';
import { importPastYears } from './villages/past-years.story.js';
import { publish } from './villages/publication.story.js';
import { buy } from './villages/purchase.story.js';
import { claimFromSuppliers } from './villages/suppliers.story.js';
import { VillagesScene } from './villages/villages-scene.js';

describeWith(['chromium'], 'the pages of what villages buy', () => {
  const scene = new VillagesScene();

  beforeAll(() => scene.open(), 240_000);
  afterAll(async () => scene.town?.close());
  afterEach(() => scene.town?.house.refuseFaults());

  takeMoney(scene);
  buy(scene);
  publish(scene);
  correct(scene);
  importPastYears(scene);
  isForEverybody(scene);
  claimFromSuppliers(scene);
});
