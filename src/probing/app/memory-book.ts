import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import type { MemoryRow } from '../store/rows.js';
import { MemoryStore } from '../store/memory.store.js';

const WRITE_BEHIND_MS = 5_000;

/**
 * The memories of all cameras. What a restart would do no harm to lose is written behind, in one transaction every few
 * seconds; a refused login is written at once, because a forgotten one costs the camera another rejected login.
 */
@Injectable()
export class MemoryBook implements OnModuleInit, BeforeApplicationShutdown {
  private readonly memories = new Map<string, ProbeMemory>();
  private changed = new Set<string>();
  private isPlanned = false;
  private isStopping = false;

  constructor(
    @Inject(MemoryStore) private readonly store: MemoryStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const { cameraId, memory } of await this.store.all())
      this.memories.set(cameraId, { ...NO_MEMORY, ...memory });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.write();
  }

  of(cameraId: string): ProbeMemory {
    return this.memories.get(cameraId) ?? NO_MEMORY;
  }

  async keep(cameraId: string, memory: ProbeMemory): Promise<void> {
    const before = this.of(cameraId);
    this.memories.set(cameraId, memory);
    if (!isWorthWriting(before, memory)) return;
    this.changed.add(cameraId);
    if (
      before.budget.refusedKey !== memory.budget.refusedKey ||
      memory.budget.doubtedUntil !== before.budget.doubtedUntil
    ) {
      await this.write();
    } else {
      this.plan();
    }
  }

  forget(cameraId: string): void {
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

  private async write(): Promise<void> {
    const ids = [...this.changed];
    this.changed = new Set();
    if (ids.length === 0) return;
    const now = this.clock.now();
    const rows: MemoryRow[] = ids
      .filter((id) => this.memories.has(id))
      .map((cameraId) => ({ cameraId, memory: writable(this.of(cameraId)), updatedAt: now }));
    try {
      await this.store.write(rows);
    } catch (cause) {
      this.log.error(
        { err: cause, cameras: ids.length },
        'probe memories could not be written; trying again',
      );
      this.changed = new Set([...ids, ...this.changed]);
      this.plan();
    }
  }
}

/** The counters of every heartbeat are not: a restart begins them anew without harm. */
function isWorthWriting(before: ProbeMemory, after: ProbeMemory): boolean {
  return (
    before.scheme !== after.scheme ||
    before.stream !== after.stream ||
    before.lastPicture !== after.lastPicture ||
    before.budget !== after.budget
  );
}

/** A path that carries a password stays in memory only. */
function writable(memory: ProbeMemory): ProbeMemory {
  return memory.stream?.isSecret ? { ...memory, stream: null } : memory;
}
