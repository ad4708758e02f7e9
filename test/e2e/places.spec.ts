import { connect } from 'node:net';
import { type Service, startService, TOKEN } from './service.js';

interface Place {
  readonly id: string;
  readonly detail: string;
  readonly weight: number;
}

describe('places through the API', () => {
  let service: Service;
  let villageId: string;
  const POINT = { type: 'Point', coordinates: [118.47, 24.72] };
  const entry = (more: object = {}) => ({
    name: '村口',
    villageId,
    kind: '进出村路口',
    geometry: POINT,
    detail: 'recognise',
    ...more,
  });
  const enter = (more: object = {}) => service.json<Place>('POST', '/api/v1/places', entry(more));

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    const village = { name: '上坡村', kind: 'village' };
    villageId = (await service.json<{ id: string }>('POST', '/api/v1/villages', village)).id;
  });

  it('are entered, read, changed, filtered and removed', async () => {
    const place = await enter();
    expect(place).toEqual({
      ...entry(),
      id: place.id,
      weight: 1,
      isDemonstration: false,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const path = `/api/v1/places/${place.id}`;
    expect(await service.json('GET', path)).toEqual(place);
    await service.json('PATCH', path, { detail: 'identify', weight: 3 });
    const list = `/api/v1/places?villageId=${villageId}&kind=`;
    expect(await service.json('GET', `${list}${encodeURIComponent('进出村路口')}`)).toMatchObject({
      items: [{ id: place.id, detail: 'identify', weight: 3 }],
      nextCursor: null,
    });
    expect(await service.json('GET', `${list}${encodeURIComponent('停车场')}`)).toMatchObject({ items: [] });
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect((await service.request('GET', path)).status).toBe(404);
  });

  describe('that look wrong', () => {
    const [WEST, SOUTH, EAST, NORTH] = [118.465, 24.715, 118.475, 24.725];
    const box = [
      [WEST, SOUTH],
      [EAST, SOUTH],
      [EAST, NORTH],
      [WEST, NORTH],
      [WEST, SOUTH],
    ];

    beforeEach(async () => {
      await service.json('PATCH', `/api/v1/villages/${villageId}`, {
        boundary: { type: 'Polygon', coordinates: [box] },
      });
    });

    it.each([
      [
        'run clockwise',
        { type: 'Polygon', coordinates: [box.toReversed()] },
        'ring-turned',
        'geometry.coordinates.0 ran the wrong way round for its place (RFC 7946, 3.1.6) and was turned',
      ],
      [
        'lie outside their village',
        { type: 'Point', coordinates: [118.5, 24.72] },
        'outside-village',
        'the place lies outside the boundary of 上坡村',
      ],
      [
        'reach beyond it',
        { type: 'LineString', coordinates: [[WEST, SOUTH], [EAST, NORTH], [118.5, NORTH]] }, // prettier-ignore
        'outside-village',
        '1 of its 3 points lie outside the boundary of 上坡村',
      ],
      [
        'are written in GCJ-02',
        { type: 'Point', coordinates: [118.4785, 24.7174] },
        'outside-village',
        'the place lies outside the boundary of 上坡村; read as GCJ-02 it lies inside',
      ],
    ])('as they %s are taken, and it is said', async (_, geometry, code, message) => {
      expect(await enter({ geometry })).toMatchObject({ warnings: [{ code, message }] });
    });

    it('as they are 100 MB of GeoJSON are refused before they arrive', async () => {
      const target = new URL(service.url);
      const socket = connect(Number(target.port), target.hostname);
      const told = new Promise<string>((resolve, reject) => {
        socket.once('data', (piece: Buffer) => resolve(piece.toString()));
        socket.once('error', reject);
      });
      const head = [
        'POST /api/v1/places HTTP/1.1',
        'host: x',
        `authorization: Bearer ${TOKEN}`,
        'content-type: application/json',
        `content-length: ${100 * 1_048_576}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n{`);
      expect(await told).toMatch(/^HTTP\/1.1 413 [^]*The body is larger than a request may be; divide it/);
      socket.destroy();
    });
  });

  it('have an ETag, and a change of what has changed since is refused', async () => {
    const path = `/api/v1/places/${(await enter()).id}`;
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const etag = (await service.request('GET', path)).headers.get('etag')!;
    const write = (weight: number) =>
      fetch(`${service.url}${path}`, {
        method: 'PATCH',
        headers: { ...headers, 'if-match': etag },
        body: JSON.stringify({ weight }),
      });

    expect((await write(2)).headers.get('etag')).toBe('"2"');
    const refused = await write(3);
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({
      detail: 'The place has changed since you read it: weight. Read it again, then repeat your change.',
    });
  });

  it('come back after a removal, and a change can be taken back', async () => {
    const place = await enter({ weight: 2 });
    const path = `/api/v1/places/${place.id}`;
    const latest = async () =>
      (await service.json<{ items: { id: string }[] }>('GET', `${path}/history`)).items[0]!.id;
    await service.json('PATCH', path, {
      geometry: {
        type: 'LineString',
        coordinates: [
          [118, 24],
          [119, 25],
        ],
      },
    });
    expect((await service.request('POST', `${path}/history/${await latest()}/revert`)).status).toBe(204);
    expect(await service.json('GET', path)).toMatchObject({ geometry: POINT });
    await service.request('DELETE', path);
    expect((await service.request('POST', `${path}/history/${await latest()}/revert`)).status).toBe(204);
    expect(await service.json('GET', path)).toMatchObject({ ...entry({ weight: 2 }), id: place.id });
  });
});
