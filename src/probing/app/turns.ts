import { setMaxListeners } from 'node:events';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** One probe of a camera at a time, whoever wants it: cameras have few RTSP sessions, and lock out whom they suspect. */
@Injectable()
export class Turns implements OnModuleDestroy {
  private readonly taken = new Map<string, Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor() {
    // One signal stops every probe under way; that is no leak.
    setMaxListeners(Infinity, this.stopping.signal);
  }

  /** Ends whatever is under way when the service stops. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  get inFlight(): number {
    return this.taken.size;
  }

  isTaken(cameraId: string): boolean {
    return this.taken.has(cameraId);
  }

  /** Only for a camera whose turn is free; `work` begins at once. */
  take<T>(cameraId: string, work: () => Promise<T>): Promise<T> {
    if (this.taken.has(cameraId)) throw new Error(`two probes of ${cameraId} at once; this is a bug of ours`);
    const probe = work().finally(() => this.taken.delete(cameraId));
    this.taken.set(cameraId, probe);
    return probe;
  }

  /** When the turn is free again, however it ended. Look again: somebody else may have taken it meanwhile. */
  async ended(cameraId: string): Promise<void> {
    await this.taken.get(cameraId)?.catch(() => {});
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('the service stops'));
    await Promise.allSettled(this.taken.values());
  }
}
