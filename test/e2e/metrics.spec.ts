import { execFileSync } from 'node:child_process';
import { DataSource } from 'typeorm';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { WriteHealth } from '../../src/platform/health/write-health.js';
import type { Evidence, Verdict } from '../../src/probing/index.js';
import { CameraStateChanged, OutageOpened } from '../../src/uptime/index.js';
import { describeWith } from '../needs.js';
import { type Service, startQuietService, startService } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const RTSP = { port: 554, path: '/live', tls: true };

let service: Service;
let cameraId: string;

beforeAll(async () => {
  service = await startQuietService();
  const made = (path: string, body: unknown): Promise<{ id: string }> =>
    service.json('POST', `/api/v1/${path}`, body);
  await made('villages', { name: '上坡村', kind: 'village' });
  await made('villages', { name: '桥头村', code: '350582101212', kind: 'village' });
  const twin = await made('villages', { name: '桥头村', kind: 'village' });
  const programme = await made('programmes', { name: '雪亮工程' });
  const network = { host: '127.73.0.1', onvif: { port: 9 }, rtsp: null };
  const entry = { villageId: twin.id, programmeId: programme.id, network };
  cameraId = (await made('cameras', { ...entry, name: '村口' })).id;
  await made('cameras', { ...entry, name: '规划', lifecycle: 'planned' });
  await made('cameras', {
    ...entry,
    name: '老',
    network: { ...network, host: 'fd00::1', onvif: null, rtsp: RTSP },
  });
}, 30_000);

afterAll(() => service?.close());

async function scrape(of: Service = service): Promise<string[]> {
  return (await (await fetch(`${of.url}/metrics`)).text()).split('\n');
}

function judge(of: Service, id: string, verdict: Verdict, rungs: Evidence['rungs'] = []): void {
  tellVerdict(of.app, id, verdict, { rungs, latenessMs: 250 });
}

/** A service with one camera in one village; answers the camera's id. */
async function registerOne(of: Service): Promise<string> {
  const village = await of.json<{ id: string }>('POST', '/api/v1/villages', { name: '村', kind: 'village' });
  const network = { host: '127.73.0.2', onvif: { port: 9 }, rtsp: null };
  const entry = { name: '门口', villageId: village.id, network };
  return (await of.json<{ id: string }>('POST', '/api/v1/cameras', entry)).id;
}

describe('/metrics', () => {
  it('is text in the format of Prometheus', async () => {
    const answer = await fetch(`${service.url}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('has a gauge for every village from the first scrape, zero included', async () => {
    const lines = await scrape();
    expect(lines).toContain('shouwang_cameras{village="上坡村",programme="",state="offline"} 0');
    expect(lines).toContain('shouwang_cameras{village="上坡村",programme="",state="maintenance"} 0');
  });

  it('tells villages of one name apart by their codes, or their ids where there is none', async () => {
    const cameras = (await scrape()).filter((line) => line.startsWith('shouwang_cameras{village="桥头村'));
    expect(cameras).toContain(
      'shouwang_cameras{village="桥头村 (350582101212)",programme="",state="unknown"} 0',
    );
    expect(cameras.find((line) => line.includes('programme="雪亮工程",state="unknown"'))).toMatch(/ 2$/);
  });

  it('says how much of the register is filled in, where there is anything to fill in', async () => {
    const ratios = (await scrape()).filter((line) => line.startsWith('shouwang_register_complete_ratio{'));
    expect(ratios).toEqual([
      expect.stringMatching(/^shouwang_register_complete_ratio\{village="桥头村 \(.{36}\)"\} 0$/),
    ]);
  });

  it('says how busy the prober is, and what it could not keep up with', async () => {
    const told = (await scrape()).filter((line) => line.startsWith('shouwang_prober_'));
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'shouwang_prober_probes_in_flight',
      'shouwang_prober_beats_waiting',
      'shouwang_prober_clock_offset_seconds',
      'shouwang_prober_beats_dropped_total',
    ]);
    expect(told.every((line) => Number(line.split(' ')[1]) >= 0)).toBe(true);
  });

  it('says what is down and confirmed, whether people are told, and whether it is written down', async () => {
    const lines = await scrape();
    expect(lines).toContain('shouwang_outages_open{village="上坡村",acknowledged="false"} 0');
    expect(lines).toContain('shouwang_notices_waiting 0');
    expect(lines).toContain('shouwang_deliveries_dead 0');
    expect(lines).toContain('shouwang_delivery_attempts_total{kind="dingtalk",outcome="refused"} 0');
    expect(lines).toContain('shouwang_database_writable 1');
  });

  it('counts the open outages of a village', async () => {
    const one = await startQuietService();
    const id = await registerOne(one);
    const opened = new Promise((resolve) => one.app.get(EventBus).on(OutageOpened, resolve));
    const fault = { code: 'no-key-frame', detail: 'No key frame.' } as const;
    judge(one, id, { outcome: 'frameless', fault });
    judge(one, id, { outcome: 'frameless', fault });
    await opened;
    const lines = await scrape(one);
    await one.close();
    expect(lines).toContain('shouwang_outages_open{village="村",acknowledged="false"} 1');
    expect(lines).toContain('shouwang_outages_open{village="村",acknowledged="true"} 0');
  });

  it('repeats what it read last while the database is away, and says so', async () => {
    const one = await startQuietService();
    await registerOne(one);
    await scrape(one);
    one.app.get(WriteHealth).failed(new Error('database or disk is full'));
    await one.app.get(DataSource).destroy();
    const lines = await scrape(one);
    expect(lines).toContain('shouwang_cameras{village="村",programme="",state="unknown"} 1');
    expect(lines).toContain('shouwang_database_writable 0');
    await one.close().catch(() => undefined);
  });

  it('counts a camera in its state, and its village with a ratio, from the first verdict on', async () => {
    const one = await startQuietService();
    const id = await registerOne(one);
    const changed = new Promise((resolve) => one.app.get(EventBus).on(CameraStateChanged, resolve));
    judge(one, id, { outcome: 'live', impairment: { code: 'black', detail: 'black' } });
    await changed;
    const lines = await scrape(one);
    await one.close();
    expect(lines).toContain('shouwang_cameras{village="村",programme="",state="impaired"} 1');
    expect(lines).toContain(`shouwang_camera_state{camera="${id}",village="村",state="impaired"} 1`);
    expect(lines).toContain(`shouwang_camera_state{camera="${id}",village="村",state="online"} 0`);
    expect(lines.filter(isRatio)).toEqual([
      'shouwang_village_uptime_ratio{village="村",programme="",window="24h"} 1',
      'shouwang_village_uptime_ratio{village="村",programme="",window="7d"} 1',
      'shouwang_village_uptime_ratio{village="村",programme="",window="30d"} 1',
      'shouwang_village_intact_ratio{village="村",programme="",window="24h"} 0',
      'shouwang_village_intact_ratio{village="村",programme="",window="7d"} 0',
      'shouwang_village_intact_ratio{village="村",programme="",window="30d"} 0',
    ]);
  });

  it('shows the state of each camera in service, and of no other', async () => {
    const states = (await scrape()).filter((line) => line.startsWith('shouwang_camera_state{'));
    expect(states.length).toBe(2 * 4);
    expect(states.filter((line) => line.endsWith(' 1')).length).toBe(2);
  });

  it('has no ratio where nothing was looked at', async () => {
    expect((await scrape()).filter(isRatio)).toEqual([]);
  });

  it('counts rungs by how they ended, with how long they took and how late the probe was', async () => {
    const refused = { code: 'login-rejected', detail: 'The camera at 127.73.0.1 refused.' } as const;
    judge(service, cameraId, { outcome: 'inconclusive', fault: refused }, [
      { rung: 'reach', outcome: 'passed', tookMs: 3, fault: null, saw: {} },
      { rung: 'login', outcome: 'broken', tookMs: 40, fault: refused, saw: {} },
      { rung: 'stream', outcome: 'skipped', tookMs: null, fault: null, saw: {} },
    ]);
    const lines = await scrape();
    expect(lines).toContain('shouwang_probes_total{rung="reach",outcome="passed"} 1');
    expect(lines).toContain('shouwang_probes_total{rung="login",outcome="login-rejected"} 1');
    expect(lines.filter((line) => line.includes('rung="stream"'))).toEqual([]);
    expect(lines).toContain('shouwang_probe_duration_seconds_bucket{le="0.025",rung="login"} 0');
    expect(lines).toContain('shouwang_probe_duration_seconds_bucket{le="0.05",rung="login"} 1');
    expect(lines).toContain('shouwang_probe_lateness_seconds_sum 0.25');
  });

  it('names no address and no message in any label', async () => {
    expect((await scrape()).filter((line) => /127\.73\.0\.1|fd00::1|refused\./.test(line))).toEqual([]);
  });

  it('leaves single cameras out above the limit, and says what it is and how it does', async () => {
    const small = await startQuietService({ METRICS_CAMERA_STATE_LIMIT: '0' });
    await registerOne(small);
    const lines = await scrape(small);
    await small.close();
    expect(lines.filter((line) => line.startsWith('shouwang_camera_state{'))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^shouwang_build_info\{version="\d+\.\d+\.\d+"\} 1$/));
    expect(lines).toContainEqual(expect.stringMatching(/^nodejs_eventloop_lag_p99_seconds /));
    expect(lines).toContainEqual(expect.stringMatching(/^process_resident_memory_bytes /));
  });
});

function isRatio(line: string): boolean {
  return /^shouwang_village_(?:uptime|intact)_ratio\{/.test(line);
}

describe('GET /api/v1/prometheus/targets', () => {
  it('serves the cameras in service to HTTP service discovery, to those who have a token', async () => {
    const answer = await service.request('GET', '/api/v1/prometheus/targets');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual([
      {
        targets: ['127.73.0.1:9'],
        labels: {
          __meta_shouwang_camera: cameraId,
          __meta_shouwang_name: '村口',
          __meta_shouwang_village: expect.stringMatching(/^桥头村 \(.{36}\)$/),
          __meta_shouwang_programme: '雪亮工程',
          __meta_shouwang_zone: expect.any(String),
          __meta_shouwang_state: 'unknown',
          __meta_shouwang_scheme: 'http',
          __meta_shouwang_onvif_path: '/onvif/device_service',
        },
      },
      expect.objectContaining({
        targets: ['[fd00::1]:554'],
        labels: expect.objectContaining({ __meta_shouwang_scheme: 'rtsps', __meta_shouwang_onvif_path: '' }),
      }),
    ]);
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
