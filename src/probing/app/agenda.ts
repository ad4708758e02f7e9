import TinyQueue from 'tinyqueue';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { nextBeat, phaseOf } from '../domain/phase.js';

export interface Cadence {
  readonly heartbeatIntervalS: number;
  readonly frameIntervalS: number;
  readonly factsIntervalS: number;
}

interface Entry {
  readonly target: ProbeTarget;
  readonly cadence: Cadence;
  readonly phase: number;
  /** Next beat of each kind, on the schedule's own time. */
  heartbeat: number;
  frame: number;
  facts: number;
  isGone: boolean;
}

interface Due {
  readonly atMs: number;
  readonly entry: Entry;
}

export interface Beat {
  readonly target: ProbeTarget;
  readonly kind: ProbeKind;
  readonly dueMs: number;
}

/**
 * When each camera is next looked at: one heap for all cameras, no timer of their own. Beats lie on a fixed grid with
 * a phase for each camera; beats that were missed are counted and not made up for.
 */
export class Agenda {
  dropped = 0;
  private readonly entries = new Map<string, Entry>();
  private readonly heap = new TinyQueue<Due>([], (a, b) => a.atMs - b.atMs);

  constructor(private readonly defaults: Cadence) {}

  get size(): number {
    return this.entries.size;
  }

  target(cameraId: string): ProbeTarget | null {
    return this.entries.get(cameraId)?.target ?? null;
  }

  /** Enters a camera, or enters it anew. Its first frame comes within two heartbeats: states are to settle soon. */
  enter(target: ProbeTarget, nowMs: number): void {
    this.remove(target.cameraId);
    const cadence = {
      heartbeatIntervalS: target.cadence.heartbeatIntervalS ?? this.defaults.heartbeatIntervalS,
      frameIntervalS: target.cadence.frameIntervalS ?? this.defaults.frameIntervalS,
      factsIntervalS: target.cadence.factsIntervalS ?? this.defaults.factsIntervalS,
    };
    const phase = phaseOf(target.cameraId);
    const soonMs = Math.min(cadence.frameIntervalS, cadence.heartbeatIntervalS * 2) * 1_000;
    const first = nowMs + phase * soonMs;
    const heartbeat = nextBeat(nowMs, cadence.heartbeatIntervalS * 1_000, phase);
    const entry: Entry = { target, cadence, phase, heartbeat, frame: first, facts: first, isGone: false };
    this.entries.set(target.cameraId, entry);
    this.push(entry);
  }

  remove(cameraId: string): void {
    const entry = this.entries.get(cameraId);
    if (entry === undefined) return;
    entry.isGone = true;
    this.entries.delete(cameraId);
  }

  /** Brings the next frame of a camera forward to `atMs`, if it would come later. */
  hurryFrame(cameraId: string, atMs: number): void {
    const entry = this.entries.get(cameraId);
    if (entry === undefined || entry.frame <= atMs) return;
    entry.frame = atMs;
    this.push(entry);
  }

  /** When the next beat is due; null with no cameras. */
  nextDueMs(): number | null {
    this.skipStale();
    return this.heap.peek()?.atMs ?? null;
  }

  /** The next beat that is due at `nowMs`, taken off the agenda; null when none is. */
  take(nowMs: number): Beat | null {
    this.skipStale();
    const due = this.heap.peek();
    if (due === undefined || due.atMs > nowMs) return null;
    this.heap.pop();
    const { entry, atMs } = due;
    const kind = kindOf(entry, atMs);
    this.advance(entry, kind, nowMs);
    this.push(entry);
    return { target: entry.target, kind, dueMs: atMs };
  }

  /** A higher kind includes the lower ones: their beats that are due with it are done, too. */
  private advance(entry: Entry, kind: ProbeKind, nowMs: number): void {
    const { cadence, phase } = entry;
    const heartbeatMs = cadence.heartbeatIntervalS * 1_000;
    if (kind === 'heartbeat')
      this.dropped += Math.max(0, Math.floor((nowMs - entry.heartbeat) / heartbeatMs));
    entry.heartbeat = nextBeat(Math.max(nowMs, entry.heartbeat), heartbeatMs, phase);
    if (kind === 'heartbeat') return;
    entry.frame = nextBeat(nowMs, cadence.frameIntervalS * 1_000, phase);
    if (kind === 'full') entry.facts = nextBeat(nowMs, cadence.factsIntervalS * 1_000, phase);
  }

  private push(entry: Entry): void {
    this.heap.push({ atMs: Math.min(entry.heartbeat, entry.frame, entry.facts), entry });
  }

  /** Entries that were removed, or whose beat was moved, leave items behind that no longer hold. */
  private skipStale(): void {
    for (let due = this.heap.peek(); due !== undefined; due = this.heap.peek()) {
      const { entry, atMs } = due;
      const isStale = entry.isGone || atMs !== Math.min(entry.heartbeat, entry.frame, entry.facts);
      if (!isStale) return;
      this.heap.pop();
    }
  }
}

function kindOf(entry: Entry, atMs: number): ProbeKind {
  if (entry.facts <= atMs) return 'full';
  return entry.frame <= atMs ? 'frame' : 'heartbeat';
}
