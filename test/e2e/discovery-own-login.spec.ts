import { type Farm, startFarm } from '../farm/index.js';
import { DISCOVERY_PORT, search, settle, streetAt } from './discovery-street.js';
import { type Service, startService } from './service.js';

const HOST = '127.82.9.1';

describe('a search with several logins', () => {
  let farm: Farm;
  let service: Service;

  beforeAll(async () => {
    farm = await startFarm(streetAt([HOST]), { discoveryPort: DISCOVERY_PORT });
    service = await startService({ DISCOVERY_LISTEN_S: '0.5' });
  }, 30_000);

  afterAll(async () => {
    await service?.close();
    await farm?.close();
  });

  it('asks a registered camera with its own one first, so that none is refused', async () => {
    const { villageId, credentialId } = await settle(service);
    const strange = { name: 'of others', username: 'someone', password: 'else' };
    const { id: others } = await service.json<{ id: string }>('POST', '/api/v1/credentials', strange);
    const { onvifPort: port } = farm.cameras[0]!;
    const network = { host: HOST, onvif: { port } };
    const camera = { name: 'known', villageId, credentialId, lifecycle: 'planned', network };
    await service.json('POST', '/api/v1/cameras', camera);

    const over = await search(service, { hosts: [HOST], credentialIds: [others, credentialId] });

    expect(over.progress).toMatchObject({ interviewed: { done: 1, total: 1 }, frames: 1, rejectedLogins: 0 });
    expect(farm.stats(HOST).rejectedLogins).toBe(0);
  });
});
