import { isDeepStrictEqual } from 'node:util';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { CameraRemoved } from '../../registry/index.js';
import type { LoginBudget } from '../domain/login-budget.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { MemoryStore } from '../store/memory.store.js';

const WRITE_BEHIND_MS = 5_000;

const WORTH_WRITING = [
  'scheme',
  'stream',
  'lastPicture',
  'standing',
  'scenes',
  'budget',
  'factsAt',
  'isQuirky',
] as const satisfies readonly (keyof ProbeMemory)[];

/**
 * The memories of all cameras. What a restart would do no harm to lose is written behind, in one transaction every few
 * seconds; a refused login is written at once, because a forgotten one costs the camera another rejected login.
 */
@Injectable()
export class MemoryBook implements OnModuleInit, BeforeApplicationShutdown {
  private readonly memories = new Map<string, ProbeMemory>();
  /** Ids never come back, so a probe that outlives its camera can be told for ever. */
  private readonly gone = new Set<string>();
  private changed = new Set<string>();
  /** Writes go one after another: an older memory must not land on a newer one. */
  private lastWrite: Promise<void> = Promise.resolve();
  private isPlanned = false;
  private isStopping = false;

  constructor(
    @Inject(MemoryStore) private readonly store: MemoryStore,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const { cameraId, memory } of await this.store.all())
      this.memories.set(cameraId, { ...NO_MEMORY, ...memory });
    this.events.on(CameraRemoved, ({ cameraId }) => this.forget(cameraId));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.write();
  }

  of(cameraId: string): ProbeMemory {
    return this.memories.get(cameraId) ?? NO_MEMORY;
  }

  /** The camera was removed. */
  isGone(cameraId: string): boolean {
    return this.gone.has(cameraId);
  }

  /** Resolves after a refused login is written; anything else is only planned to be. */
  async keep(cameraId: string, memory: ProbeMemory): Promise<void> {
    if (this.gone.has(cameraId)) return;
    const before = this.of(cameraId);
    this.memories.set(cameraId, memory);
    if (!isWorthWriting(before, memory)) return;
    this.changed.add(cameraId);
    if (isNewlyRefused(before.budget, memory.budget)) await this.write();
    else this.plan();
  }

  private forget(cameraId: string): void {
    this.gone.add(cameraId);
    this.memories.delete(cameraId);
    this.changed.delete(cameraId);
  }

  private plan(): void {
    if (this.isPlanned || this.isStopping) return;
    this.isPlanned = true;
    this.clock.after(WRITE_BEHIND_MS, () => {
      this.isPlanned = false;
      void this.write();
    });
  }

  private write(): Promise<void> {
    this.lastWrite = this.lastWrite.then(() => this.writeChanged());
    return this.lastWrite;
  }

  private async writeChanged(): Promise<void> {
    const ids = [...this.changed];
    this.changed = new Set();
    if (ids.length === 0) return;
    const updatedAt = this.clock.now();
    const rows = ids.map((cameraId) => ({ cameraId, memory: writable(this.of(cameraId)), updatedAt }));
    try {
      await this.store.write(rows);
    } catch (cause) {
      this.log.error(
        { err: cause, cameras: ids.length },
        'probe memories could not be written; trying again',
      );
      for (const id of ids) if (!this.gone.has(id)) this.changed.add(id);
      this.plan();
    }
  }
}

function isNewlyRefused(before: LoginBudget, after: LoginBudget): boolean {
  return (
    !isSame(before.onvif.refusal, after.onvif.refusal) || !isSame(before.rtsp.refusal, after.rtsp.refusal)
  );
}

/** The counters of every heartbeat are not: a restart begins them anew without harm. */
function isWorthWriting(before: ProbeMemory, after: ProbeMemory): boolean {
  return WORTH_WRITING.some((what) => !isSame(before[what], after[what]));
}

/** What comes from a prober elsewhere is another object, and yet nothing new. */
function isSame(before: unknown, after: unknown): boolean {
  return before === after || isDeepStrictEqual(before, after);
}

/** A path that carries a password stays in memory only. */
function writable(memory: ProbeMemory): ProbeMemory {
  return memory.stream?.isSecret ? { ...memory, stream: null } : memory;
}
