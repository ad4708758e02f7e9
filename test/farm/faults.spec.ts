import { FARM_FAULTS, type Farm, type FarmFault, startFarm } from './index.js';
import type { FaultCheck } from './testing/fault-check.js';
import { ONVIF_CHECKS } from './testing/onvif-checks.js';
import { DISCOVERY_PORT } from './testing/probe.js';
import { REACH_CHECKS } from './testing/reach-checks.js';
import { RTSP_CHECKS } from './testing/rtsp-checks.js';
import { specCamera } from './testing/spec-camera.js';

/** One for each fault: the compiler wants them all. */
const CHECKS: Readonly<Record<FarmFault, FaultCheck>> = { ...REACH_CHECKS, ...ONVIF_CHECKS, ...RTSP_CHECKS };

describe('a camera with a fault', () => {
  const faults = Object.keys(FARM_FAULTS) as FarmFault[];
  let farm: Farm;

  beforeAll(async () => {
    const cameras = faults.map((fault, index) => ({
      ...specCamera(`127.41.0.${index + 1}`, { ...CHECKS[fault].patch, faults: [fault] }),
      id: fault,
    }));
    farm = await startFarm(cameras, { discoveryPort: DISCOVERY_PORT });
  }, 120_000);

  afterAll(async () => farm?.close());

  it.each(faults.map((fault) => [FARM_FAULTS[fault], fault] as const))('%s (%s)', async (_says, fault) => {
    expect.hasAssertions();
    await CHECKS[fault].see(farm.camera(fault), farm);
  });
});
