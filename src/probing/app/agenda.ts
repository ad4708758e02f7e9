import TinyQueue from 'tinyqueue';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { nextBeat, phaseOf } from '../domain/phase.js';

export interface Cadence {
  readonly heartbeatIntervalS: number;
  readonly frameIntervalS: number;
  readonly factsIntervalS: number;
}

interface Intervals {
  readonly heartbeatMs: number;
  readonly frameMs: number;
  readonly factsMs: number;
}

interface Entry {
  target: ProbeTarget;
  readonly intervals: Intervals;
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

  /** Null where the camera is not on the agenda. */
  heartbeatMs(cameraId: string): number | null {
    return this.entries.get(cameraId)?.intervals.heartbeatMs ?? null;
  }

  /**
   * Enters a camera, or what has changed of it. Where another device may answer than before, a frame comes within two
   * heartbeats, because states are to settle soon; facts that are not a day old are not asked for again.
   */
  enter(target: ProbeTarget, nowMs: number, factsAtMs: number | null): void {
    const before = this.entries.get(target.cameraId);
    const intervals = this.intervalsOf(target);
    const isSameDevice = before !== undefined && sameDevice(before.target, target);
    if (isSameDevice && sameIntervals(before.intervals, intervals)) {
      before.target = target;
      return;
    }
    this.remove(target.cameraId);
    const phase = phaseOf(target.cameraId);
    const { heartbeatMs, frameMs, factsMs } = intervals;
    const soon = nowMs + phase * Math.min(frameMs, heartbeatMs * 2);
    const areFactsFresh = before === undefined && nowMs - (factsAtMs ?? 0) < factsMs;
    const nextFacts = nextBeat(nowMs, factsMs, phase);
    const entry: Entry = {
      target,
      intervals,
      phase,
      heartbeat: nextBeat(nowMs, heartbeatMs, phase),
      frame: isSameDevice ? nextBeat(nowMs, frameMs, phase) : soon,
      facts: isSameDevice ? Math.min(before.facts, nextFacts) : areFactsFresh ? nextFacts : soon,
      isGone: false,
    };
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

  /** As {@link hurryFrame}, for the facts. */
  hurryFacts(cameraId: string, atMs: number): void {
    const entry = this.entries.get(cameraId);
    if (entry === undefined || entry.facts <= atMs) return;
    entry.facts = atMs;
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

  /** A higher kind includes the lower ones: their beats that would follow shortly after it are done, too. */
  private advance(entry: Entry, kind: ProbeKind, nowMs: number): void {
    const { intervals, phase } = entry;
    const { heartbeatMs, frameMs, factsMs } = intervals;
    if (kind === 'heartbeat') {
      this.dropped += Math.floor((nowMs - entry.heartbeat) / heartbeatMs);
      entry.heartbeat = nextBeat(nowMs, heartbeatMs, phase);
      return;
    }
    entry.heartbeat = nextBeat(nowMs + heartbeatMs / 2, heartbeatMs, phase);
    entry.frame = nextBeat(nowMs + frameMs / 4, frameMs, phase);
    if (kind === 'full') entry.facts = nextBeat(nowMs + factsMs / 4, factsMs, phase);
  }

  private intervalsOf({ cadence }: ProbeTarget): Intervals {
    const { heartbeatIntervalS, frameIntervalS, factsIntervalS } = this.defaults;
    return {
      heartbeatMs: (cadence.heartbeatIntervalS ?? heartbeatIntervalS) * 1_000,
      frameMs: (cadence.frameIntervalS ?? frameIntervalS) * 1_000,
      factsMs: (cadence.factsIntervalS ?? factsIntervalS) * 1_000,
    };
  }

  private push(entry: Entry): void {
    this.heap.push({ atMs: soonest(entry), entry });
  }

  /** Entries that were removed, or whose beat was moved, leave items behind that no longer hold. */
  private skipStale(): void {
    for (let due = this.heap.peek(); due !== undefined; due = this.heap.peek()) {
      if (!due.entry.isGone && due.atMs === soonest(due.entry)) return;
      this.heap.pop();
    }
  }
}

function soonest({ heartbeat, frame, facts }: Entry): number {
  return Math.min(heartbeat, frame, facts);
}

function kindOf(entry: Entry, atMs: number): ProbeKind {
  if (entry.facts <= atMs) return 'full';
  return entry.frame <= atMs ? 'frame' : 'heartbeat';
}

function sameIntervals(a: Intervals, b: Intervals): boolean {
  return a.heartbeatMs === b.heartbeatMs && a.frameMs === b.frameMs && a.factsMs === b.factsMs;
}

/** Village, programme and names may change without another device answering. */
function sameDevice(a: ProbeTarget, b: ProbeTarget): boolean {
  return (
    a.host === b.host &&
    a.credentialId === b.credentialId &&
    a.credentialVersion === b.credentialVersion &&
    sameAddress(a.onvif, b.onvif) &&
    sameAddress(a.rtsp, b.rtsp)
  );
}

function sameAddress(a: ProbeTarget['rtsp'], b: ProbeTarget['rtsp']): boolean {
  if (a === null || b === null) return a === b;
  return a.port === b.port && a.path === b.path && a.tls === b.tls;
}
