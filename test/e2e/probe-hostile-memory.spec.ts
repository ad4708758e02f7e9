import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Farm, type FarmFault, startFarm } from '../farm/index.js';
import { BuiltService, until } from './built-service.js';
import { streetOf } from './probe-street.js';

const FAULTS: readonly FarmFault[] = ['huge-body', 'entity-bomb', 'deep-nesting', 'endless-sdp', 'slow-drip'];
const OF_EACH = 12;
const LOGIN = { username: 'monitor', password: 'right' };
const SETTINGS = {
  LOG_LEVEL: 'info',
  PROBING_HEARTBEAT_INTERVAL_S: '0.5',
  PROBING_FRAME_INTERVAL_S: '1',
  PROBING_ONVIF_CALL_TIMEOUT_MS: '1000',
  PROBING_RTSP_ANSWER_TIMEOUT_MS: '1000',
};
const PROBES = 1_500;
/** Compiled code and caches take half of it; with bodies read to their end the service takes twice as much. */
const TOLERATED_GROWTH_MB = 140;

describe('the built service among devices that send more than anybody can hold', () => {
  let farm: Farm;
  let dataDir: string;
  let service: BuiltService;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-hostile-'));
    const names = FAULTS.flatMap((fault) =>
      Array.from({ length: OF_EACH }, (_, index) => `${fault} ${index}`),
    );
    const street = names.map((name) => [name, { patch: { faults: [name.split(' ')[0] as FarmFault] } }]);
    farm = await startFarm(streetOf(Object.fromEntries(street) as never, 3));
    service = await BuiltService.start(dataDir, SETTINGS);
  }, 60_000);

  afterAll(async () => {
    await service?.kill();
    await farm?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('takes little more memory than it needs to stand idle', async () => {
    const idle = residentMb();
    await register();
    let most = idle;
    await until(async () => {
      most = Math.max(most, residentMb());
      return (await probes()) >= PROBES;
    });
    expect(most - idle).toBeLessThan(TOLERATED_GROWTH_MB);
  }, 90_000);

  async function register(): Promise<void> {
    const village = await service.json<{ id: string }>('villages', { name: '演示村', kind: 'village' });
    const credential = await service.json<{ id: string }>('credentials', { name: 'monitor', ...LOGIN });
    for (const { id, host, onvifPort, rtspPort } of farm.cameras) {
      const isRtsp = id.startsWith('endless-sdp');
      await service.json('cameras', {
        name: id,
        villageId: village.id,
        credentialId: credential.id,
        network: {
          host,
          onvif: isRtsp ? null : { port: onvifPort },
          rtsp: isRtsp ? { port: rtspPort, path: '/' } : null,
        },
      });
    }
  }

  /** Heartbeats and frames that have come to an end, whatever became of them. */
  async function probes(): Promise<number> {
    const lines = (await service.text('/metrics')).split('\n');
    const counts = lines.filter((line) => /^shouwang_probes_total\{rung="(reach|stream)"/.test(line));
    return counts.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
  }

  function residentMb(): number {
    const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1_024;
  }
});
