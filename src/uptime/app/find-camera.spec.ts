import { CurrentActor, VillageScope } from '../../access/index.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Registry } from '../../registry/index.js';
import { newStanding } from '../domain/standing.js';
import { noMaintenance } from '../testing/no-maintenance.js';
import { sampleSummary } from '../testing/sample-summary.js';
import { FindCamera } from './find-camera.js';
import { UptimeBook } from './uptime-book.js';

const summary = sampleSummary('a', { name: '村口' });
const everywhere = new VillageScope(new CurrentActor());
const registry = {
  camera: async (id: string) => (id === 'a' ? summary : null),
} as Partial<Registry> as Registry;

describe('FindCamera', () => {
  it('finds a camera that the register holds and the book does not yet', async () => {
    const clock = new ManualClock();
    const camera = await new FindCamera(new UptimeBook(noMaintenance()), registry, clock, everywhere).byId(
      'a',
    );
    expect(camera).toMatchObject({ cameraId: 'a', name: '村口', standing: newStanding(clock.now()) });
  });

  it('says of one that is nowhere that there is none', async () => {
    const finder = new FindCamera(new UptimeBook(noMaintenance()), registry, new ManualClock(), everywhere);
    await expect(finder.byId('b')).rejects.toThrow('There is no camera with the id b.');
  });
});
