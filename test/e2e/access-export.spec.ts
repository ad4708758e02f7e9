import type { Server, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type Browser, newPerson } from './access-people.js';
import { type Service, startService, TOKEN } from './service.js';

/** More than fits between the service and a reader who takes a rest. */
const IN_EACH = 1_200;

describe('an export for an account that is limited to a village', () => {
  let service: Service;
  let villager: Browser;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    service = await startService();
    const server = service.app.getHttpServer() as Server;
    server.on('connection', (socket: Socket) => void sockets.add(socket));
    const enter = async (name: string): Promise<string> =>
      (await service.json<{ id: string }>('POST', '/api/v1/villages', { name, kind: 'village' })).id;
    const ids = [await enter('本村'), await enter('外村')];
    const rows = ids.flatMap((_, village) =>
      Array.from(
        { length: IN_EACH },
        (_, n) =>
          `${['本', '外'][village]}${n},${['本村', '外村'][village]},10.${village}.${n >> 8}.${n & 255}`,
      ),
    );
    const response = await fetch(`${service.url}/api/v1/cameras/import?wait=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/octet-stream' },
      body: ['设备名称,村/社区,IPV4', ...rows].join('\n'),
    });
    if (!response.ok) throw new Error(`the import answered ${response.status}: ${await response.text()}`);
    await response.text();
    villager = await newPerson(service, 'villager', { role: 'village', villageIds: [ids[0]!] });
  }, 60_000);

  afterAll(() => service.close());

  it.each(['csv', 'geojson'])('holds all of its own rows and none of another village: %s', async (format) => {
    const response = await villager.send('GET', `cameras/export?format=${format}`);
    // Until the service has filled what lies between us, so that the rest is asked for by the connection.
    for (let before = -1, now = 0; before !== now; before = now, now = sentBytes()) await setTimeout(50);
    const text = await response.text();

    expect(text.match(/本\d+/g)?.length).toBe(IN_EACH);
    expect(text).not.toContain('外村');
  });

  const sentBytes = (): number => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
});
