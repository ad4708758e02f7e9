import { execFileSync } from 'node:child_process';
import { type Farm, startFarm } from '../farm/index.js';
import { describeWith } from '../needs.js';
import { PrometheusWatch } from './prometheus-watch.js';
import { type Service, startQuietService } from './service.js';
import { SOUND_CAMERA } from './sound-camera.js';

const CAMERA = { ...SOUND_CAMERA, id: 'camera', host: '127.75.0.1', faults: ['needs-action'] } as const;

describeWith(['promtool', 'blackbox'], 'Prometheus with the configuration that we ship', () => {
  let farm: Farm;
  let service: Service;
  let watch: PrometheusWatch;

  beforeAll(async () => {
    farm = await startFarm([CAMERA]);
    service = await startQuietService();
    await register();
    watch = await PrometheusWatch.start(service.url, 'with-blackbox.yml');
  }, 30_000);

  afterAll(async () => {
    await watch?.stop();
    await service?.close();
    await farm?.close();
  }, 20_000);

  it.each(['prometheus.yml', 'with-blackbox.yml'])('finds no fault in %s', (name) => {
    const file = watch.adapted(name);
    expect(execFileSync('promtool', ['check', 'config', file], { encoding: 'utf8' })).toContain('SUCCESS');
  });

  it('scrapes the service', async () => {
    const sample = await watch.sample('shouwang_cameras{village="上坡村",state="unknown"}');
    expect(sample.metric).toMatchObject({ programme: '雪亮工程', job: 'shouwang' });
    expect(sample.value[1]).toBe('1');
  }, 40_000);

  it('takes the cameras from the register, and a second pair of eyes sees them', async () => {
    const sample = await watch.sample('probe_success == 1');
    expect(sample.metric).toEqual({
      __name__: 'probe_success',
      job: 'shouwang-cameras',
      instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
      village: '上坡村',
      programme: '雪亮工程',
    });
  }, 40_000);

  async function register(): Promise<void> {
    const make = async (path: string, body: object): Promise<string> =>
      (await service.json<{ id: string }>('POST', `/api/v1/${path}`, body)).id;
    const villageId = await make('villages', { name: '上坡村', kind: 'village' });
    const programmeId = await make('programmes', { name: '雪亮工程' });
    const [camera] = farm.cameras;
    const network = { host: camera!.host, onvif: { port: camera!.onvifPort }, rtsp: null };
    await make('cameras', { name: '村口', villageId, programmeId, network });
  }
});
