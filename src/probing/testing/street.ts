import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { Climb } from '../app/climb.js';
import { ClimbLadder } from '../app/climb-ladder.js';
import { RungWatch } from '../app/rung-watch.js';
import { LoginDesk } from '../app/login-desk.js';
import type { ProbeKind } from '../domain/evidence.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { FakeDevice } from './fake-devices.js';
import { FakeMemoryStore, memoryBook } from './fake-memories.js';
import { FakeRegistry } from './fake-registry.js';
import { pictureChecks } from './fake-picture-checks.js';
import { probeTarget } from './probe-target.js';

const SIGNAL = new AbortController().signal;
export const STREAM = { port: 554, path: '/known', tls: false, isSecret: false };
export const KNOWN: ProbeMemory = {
  ...NO_MEMORY,
  address: '10.1.1.1 80 /onvif/device_service',
  stream: STREAM,
};
export const REGISTERED = { rtsp: { port: 554, path: '/registered', tls: false } };
export const RTSP_ALONE = { ...REGISTERED, onvif: null };

/** A device, a register and a ladder between them; memories go from climb to climb. */
export class Street {
  readonly device = new FakeDevice();
  readonly clock = new ManualClock();
  readonly store = new FakeMemoryStore();
  readonly registry: FakeRegistry;
  target: ProbeTarget;
  private readonly ladder: ClimbLadder;

  constructor(
    more: Partial<ProbeTarget> = {},
    public memory: ProbeMemory = NO_MEMORY,
  ) {
    this.target = probeTarget(more);
    this.registry = new FakeRegistry(this.target);
    const { onvif, streams, pictures } = this.device;
    const desk = new LoginDesk(this.registry, memoryBook(this.clock, this.store));
    const config = loadConfig({});
    const checks = pictureChecks(this.clock, config);
    this.ladder = new ClimbLadder(
      onvif,
      streams,
      pictures,
      desk,
      checks,
      this.clock,
      config,
      new RungWatch(),
    );
  }

  async climb(kind: ProbeKind): Promise<Climb> {
    this.device.done.length = 0;
    const climb = await this.ladder.climb({ target: this.target, kind, memory: this.memory }, SIGNAL);
    this.memory = climb.memory;
    return climb;
  }
}

/** `reach:passed stream:no-key-frame`; what was skipped is left out. */
export function rungs({ evidence }: Climb): string {
  return evidence.rungs
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ rung, fault }) => `${rung}:${fault?.code ?? 'passed'}`)
    .join(' ');
}
