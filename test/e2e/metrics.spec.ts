import { execFileSync } from 'node:child_process';
import { describeWith } from '../needs.js';
import { type Service, startService } from './service.js';

let service: Service;

beforeAll(async () => {
  service = await startService();
  const made = (path: string, body: unknown): Promise<{ id: string }> =>
    service.json('POST', `/api/v1/${path}`, body);
  await made('villages', { name: '上坡村', kind: 'village' });
  await made('villages', { name: '桥头村', code: '350582101212', kind: 'village' });
  const twin = await made('villages', { name: '桥头村', kind: 'village' });
  const programme = await made('programmes', { name: '雪亮工程' });
  const network = { host: '127.73.0.1', onvif: { port: 9 }, rtsp: null };
  await made('cameras', { name: '村口', villageId: twin.id, programmeId: programme.id, network });
}, 30_000);

afterAll(() => service?.close());

async function scrape(): Promise<string[]> {
  return (await (await fetch(`${service.url}/metrics`)).text()).split('\n');
}

describe('/metrics', () => {
  it('has a gauge for every village from the first scrape, zero included', async () => {
    expect(await scrape()).toContain('shouwang_cameras{village="上坡村",programme="",state="offline"} 0');
  });

  it('tells villages of one name apart by their codes, or their ids where there is none', async () => {
    const cameras = (await scrape()).filter((line) => line.startsWith('shouwang_cameras{village="桥头村'));
    expect(cameras).toContain(
      'shouwang_cameras{village="桥头村 (350582101212)",programme="",state="unknown"} 0',
    );
    expect(cameras.find((line) => line.includes('programme="雪亮工程",state="unknown"'))).toMatch(/ 1$/);
  });

  it('names no address and no message in any label', async () => {
    expect((await scrape()).filter((line) => line.includes('127.73.0.1'))).toEqual([]);
  });

  it('serves the cameras in service to HTTP service discovery, to those who have a token', async () => {
    const [group] = await service.json<{ targets: string[]; labels: Record<string, string> }[]>(
      'GET',
      '/api/v1/prometheus/targets',
    );
    expect(group).toMatchObject({
      targets: ['127.73.0.1:9'],
      labels: { __meta_shouwang_programme: '雪亮工程' },
    });
    expect((await fetch(`${service.url}/api/v1/prometheus/targets`)).status).toBe(401);
  });
});

describe('/metrics outside the networks that may read it', () => {
  it('needs a token', async () => {
    const closed = await startService({ METRICS_OPEN_TO: '10.0.0.0/8' });
    expect((await fetch(`${closed.url}/metrics`)).status).toBe(401);
    expect((await closed.request('GET', '/metrics')).status).toBe(200);
    await closed.close();
  });
});

describeWith('promtool', 'promtool', () => {
  it('has no complaint about the metrics', async () => {
    const input = (await scrape()).join('\n');
    expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' })).toBe('');
  });
});
