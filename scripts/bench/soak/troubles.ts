import type { ChildProcess } from 'node:child_process';
import type { CameraPatch, FarmFault, TownCamera } from '../../../test/farm/index.js';

const DOWN_AT_ONCE = 12;
const FAULTS: readonly FarmFault[] = [
  'refuse',
  'accept-silent',
  'rtsp-hang',
  'rtcp-only',
  'garbage-nals',
  'onvif-hang',
];

/** Cameras that were well fall one after the other, each in another way, and are mended in the order of falling. */
export class Troubles {
  private readonly down: string[] = [];
  private count = 0;

  constructor(
    private readonly farm: ChildProcess,
    private readonly cameras: readonly TownCamera[],
  ) {}

  stir(): void {
    const { camera } = this.cameras[(this.count * 37) % this.cameras.length]!;
    if (!this.down.includes(camera.id)) {
      this.change(camera.id, { faults: [FAULTS[this.count % FAULTS.length]!] });
      this.down.push(camera.id);
    }
    this.count += 1;
    if (this.down.length > DOWN_AT_ONCE) this.change(this.down.shift()!, { faults: [] });
  }

  private change(id: string, patch: CameraPatch): void {
    this.farm.stdin?.write(`${JSON.stringify({ do: 'change', id, patch })}\n`);
  }
}
