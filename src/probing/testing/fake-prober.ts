import { RUNGS } from '../../kernel/rung.js';
import type { ManualClock } from '../../platform/clock/manual-clock.js';
import type { ProbeTarget } from '../../registry/index.js';
import { type Probed, Prober } from '../app/prober.js';
import type { ProbeKind } from '../domain/evidence.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';

export interface Begun {
  readonly cameraId: string;
  readonly target: ProbeTarget;
  readonly kind: ProbeKind;
  /** On the clock of the test. */
  readonly atMs: number;
  readonly latenessMs: number | null;
  readonly signal: AbortSignal;
  end(): void;
}

/** Probes that begin when they are started and end when the test says so, or after what they take. */
export class FakeProber extends Prober {
  readonly begun: Begun[] = [];
  readonly underWay = new Set<Begun>();
  mostAtOnce = 0;
  /** Milliseconds; null: until the test ends it. */
  takes: (kind: ProbeKind) => number | null = () => 0;
  before: Partial<ProbeMemory> = {};
  after: Partial<ProbeMemory> = {};
  breaks: Error | null = null;
  /** What devices take to say anything; null: they are not asked. */
  answersMs: number | null = null;
  /** That is how long it takes until we give up. */
  isSilent = false;
  /** What looks wait where they are made. */
  waitsMs: (cameraId: string) => number = () => 0;

  constructor(private readonly time: ManualClock) {
    super(null!, null!, null!, null!, null!, null!);
  }

  of(cameraId: string): Begun[] {
    return this.begun.filter((one) => one.cameraId === cameraId);
  }

  override async probe(
    target: ProbeTarget,
    kind: ProbeKind,
    dueMs: number | null,
    signal: AbortSignal,
  ): Promise<Probed> {
    const { cameraId } = target;
    const latenessMs = dueMs === null ? null : this.time.monotonicMs() - dueMs;
    const begunMs = this.time.monotonicMs() + this.waitsMs(cameraId);
    const work = this.ended({ cameraId, target, kind, latenessMs, signal });
    await orAborted(work, signal).finally(() => this.forget(cameraId));
    if (this.breaks !== null) throw this.breaks;
    return this.probed(cameraId, kind, begunMs);
  }

  private ended(begun: Omit<Begun, 'atMs' | 'end'>): Promise<void> {
    return new Promise((end) => {
      const one: Begun = { ...begun, atMs: this.time.monotonicMs(), end };
      this.begun.push(one);
      this.underWay.add(one);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay.size);
      const takesMs = this.takes(begun.kind);
      if (takesMs === 0) end();
      else if (takesMs !== null) this.time.after(takesMs, end);
    });
  }

  private forget(cameraId: string): void {
    for (const one of this.underWay) if (one.cameraId === cameraId) this.underWay.delete(one);
  }

  private probed(cameraId: string, kind: ProbeKind, begunMs: number): Probed {
    const rungs = RUNGS.map((rung) => {
      const tookMs = rung === 'reach' ? this.answersMs : null;
      const outcome = tookMs === null ? 'skipped' : this.isSilent ? 'broken' : 'passed';
      return { rung, outcome, tookMs, fault: null, saw: {} } as const;
    });
    const evidence = { cameraId, kind, at: this.time.now(), rungs, clockOffsetMs: null, picture: null };
    const after = { ...NO_MEMORY, ...this.after };
    return {
      climb: { begunMs, evidence, memory: after, facts: null, stream: null, profiles: null, frame: null },
      verdict: { outcome: 'answered' },
      before: { ...NO_MEMORY, ...this.before },
      after,
    };
  }
}

function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
    void work.then(resolve).finally(() => signal.removeEventListener('abort', stop));
  });
}
