import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import gcoordModule from 'gcoord';
import { type Service, startService, TOKEN } from './service.js';

const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default'];
type Point = readonly [number, number];

const WEST = 118.46;
const SOUTH = 24.71;
const BOUNDARY = {
  type: 'Polygon',
  coordinates: [box([WEST, SOUTH], 0.01)],
};

/** Counterclockwise. */
function box([x, y]: Point, sideDeg: number): Point[] {
  const [east, north] = [Number((x + sideDeg).toFixed(7)), Number((y + sideDeg).toFixed(7))];
  return [
    [x, y],
    [east, y],
    [east, north],
    [x, north],
    [x, y],
  ];
}

const house = (at: Point, more: object = {}) => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [box(at, 0.0002)] },
  properties: { heightM: 9, ...more },
});
const wall = {
  type: 'Feature',
  geometry: {
    type: 'LineString',
    coordinates: [
      [118.4655, 24.7155],
      [118.466, 24.7155],
    ],
  },
  properties: { heightM: 2.5 },
};
const collection = (...features: object[]) => ({
  type: 'FeatureCollection',
  isDemonstration: true,
  features,
});

describe('the buildings of a village', () => {
  let service: Service;
  let path: string;
  const put = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/geo+json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  beforeAll(async () => {
    service = await startService();
  });

  beforeEach(async () => {
    const village = { name: '上坡村', kind: 'village', boundary: BOUNDARY };
    path = `/api/v1/villages/${(await service.json<{ id: string }>('POST', '/api/v1/villages', village)).id}/buildings`;
  });

  afterAll(() => service.close());

  it('are kept as a whole, read back, replaced and removed', async () => {
    expect(await (await service.request('GET', path)).json()).toMatchObject({
      code: 'no-buildings',
      detail: 'No buildings are registered for 上坡村; PUT a GeoJSON FeatureCollection of them.',
    });
    const file = collection(house([118.461, 24.711], { name: '祠堂' }), house([118.462, 24.711]), wall);
    const answer = await put(file);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await answer.json()).toMatchObject({ buildings: 2, walls: 1, points: 12, warnings: [] });
    const read = await service.request('GET', path);
    expect(read.headers.get('content-type')).toMatch(/^application\/geo\+json/);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(await read.json()).toEqual(file);
    expect(await (await put(collection(house([118.461, 24.711])))).json()).toMatchObject({ buildings: 1 });
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect((await service.request('GET', path)).status).toBe(404);
    const { items } = await service.json<{ items: { action: string; field: string | null }[] }>(
      'GET',
      `${path}/history`,
    );
    expect(items.map(({ action }) => action)).toEqual([
      'removed',
      'changed',
      'changed',
      'changed',
      'changed',
      'created',
    ]);
    expect(items.flatMap(({ field }) => field ?? []).toSorted()).toEqual([
      'buildings',
      'digest',
      'points',
      'walls',
    ]);
  });

  it('are not written over what changed since, and a file that is there already changes nothing', async () => {
    const file = collection(house([118.461, 24.711]));
    await put(file);
    expect((await put(file)).headers.get('etag')).toBe('"1"');
    expect((await put(collection(wall), { 'if-match': '"1"' })).headers.get('etag')).toBe('"2"');
    const refused = await put(file, { 'if-match': '"1"' });
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({ code: 'changed-since' });
    expect((await fetchKnown('"2"')).status).toBe(304);
  });

  it('may run clockwise: they are turned, and it is said', async () => {
    const { geometry, ...rest } = house([118.461, 24.711]);
    const clockwise = {
      ...rest,
      geometry: { ...geometry, coordinates: [geometry.coordinates[0]!.toReversed()] },
    };
    expect(await (await put(collection(clockwise))).json()).toMatchObject({
      warnings: [
        {
          code: 'ring-turned',
          path: 'features.0.geometry.coordinates.0',
          message: 'ran the wrong way round for its place (RFC 7946, 3.1.6) and was turned',
        },
      ],
    });
    const { features } = await service.json<{ features: unknown[] }>('GET', path);
    expect(features).toEqual([house([118.461, 24.711])]);
  });

  it('may be of several parts, each of which is held to the same', async () => {
    const parts = [[box([118.461, 24.711], 0.0002)], [box([118.462, 24.711], 0.0002)]];
    const school = (coordinates: object) => ({
      ...house([118.461, 24.711]),
      geometry: { type: 'MultiPolygon', coordinates },
    });
    expect(await (await put(collection(school(parts)))).json()).toMatchObject({ buildings: 1, points: 10 });
    const [first, second, third, ...rest] = parts[1]![0]!;
    const crossed = [parts[0], [[first, third, second, ...rest]]];
    const refused = await put(collection(school(crossed)));
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { code: 'invalid-geometry', errors: [{ path: 'features.0.geometry.coordinates.1.0' }] },
    ]);
  });

  it('lose what is neither height nor name, and it is said', async () => {
    const answer = await put(collection(house([118.461, 24.711], { building: 'yes', levels: 3 })));
    expect(await answer.json()).toMatchObject({
      warnings: [
        { code: 'properties-dropped', message: 'only heightM and name are kept, not building, levels' },
      ],
    });
  });

  it('of a whole town are judged beside the service, to the last ring', async () => {
    const row = (index: number): object =>
      house([118.4601 + (index % 40) * 0.000_24, 24.7101 + index * 1e-6]);
    const many = Array.from({ length: 4_000 }, (_, index) => row(index));
    expect(await (await put(collection(...many))).json()).toMatchObject({ buildings: 4_000, points: 20_000 });
    const [first, second, ...rest] = box([118.4601, 24.7101], 0.0002);
    const crossed = {
      ...house([0, 0]),
      geometry: { type: 'Polygon', coordinates: [[first, ...rest, first, second, first]] },
    };
    expect(await (await put(collection(...many, crossed))).json()).toMatchObject({
      code: 'invalid-geometry',
      errors: [{ path: 'features.4000.geometry.coordinates.0' }],
    });
  });

  it('are refused in GCJ-02, when most would lie elsewhere', async () => {
    // A row along the western edge, which the shift of some 500 m to the east moves to the middle.
    const shifted = Array.from({ length: 10 }, (_, index) => {
      const [x, y] = gcoord.transform(
        [118.4692, 24.711 + index * 0.0008],
        gcoord.WGS84,
        gcoord.GCJ02,
      ) as number[];
      return house([x!, y!]);
    });
    const answer = await put(collection(...shifted));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'coordinates-shifted',
      detail:
        'features.0.geometry: most lies outside the boundary of 上坡村 as it is written, and inside when read as GCJ-02; convert it to WGS 84',
    });
  });

  it('of 100 MB are refused before they arrive, whether their length is told or not', async () => {
    const target = new URL(service.url);
    const ask = (head: string, body: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(target.port), target.hostname);
        let told = '';
        socket.on('data', (piece: Buffer) => {
          told += piece.toString();
          if (told.includes('\r\n\r\n') && told.includes('file-too-large')) socket.destroy();
        });
        socket.on('close', () => resolve(told));
        socket.on('error', reject);
        const lines = [
          `PUT ${path} HTTP/1.1`,
          'host: x',
          `authorization: Bearer ${TOKEN}`,
          'content-type: application/geo+json',
        ];
        socket.write(`${lines.join('\r\n')}\r\n${head}\r\n\r\n${body}`);
      });
    const told = await ask(`content-length: ${100 * 1_048_576}`, '{');
    expect(told).toMatch(/^HTTP\/1.1 413 /);
    expect(told).toContain('The file is larger than 20 MB; divide it, or raise imports.maxFileMb.');

    const before = process.memoryUsage().rss;
    const piece = new Uint8Array(1_048_576).fill(32);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 100) controller.close();
        else controller.enqueue(piece);
      },
    });
    const answer = await fetch(`${service.url}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/geo+json' },
      body,
      duplex: 'half',
    } as never);
    expect(answer.status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1_048_576);
    expect(readdirSync(join(service.dataDir, 'buildings'))).toEqual([]);
  });

  async function fetchKnown(etag: string): Promise<Response> {
    return fetch(`${service.url}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}`, 'if-none-match': etag },
    });
  }
});
