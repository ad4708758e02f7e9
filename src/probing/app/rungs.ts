import type { Fault } from '../../kernel/fault.js';
import { RUNGS, type Rung } from '../../kernel/rung.js';
import type { RungEvidence } from '../domain/evidence.js';
import type { Attempt } from './ports.js';

type Saw = RungEvidence['saw'];

/** Writes down what each rung saw while a probe climbs. */
export class RungNotes {
  private readonly notes = new Map<Rung, RungEvidence>();

  /** `tell` hears of each as it is written. */
  constructor(private readonly tell: (note: RungEvidence) => void = () => {}) {}

  pass(rung: Rung, tookMs: number, saw: Saw = {}): void {
    this.write({ rung, outcome: 'passed', tookMs, fault: null, saw });
  }

  break(rung: Rung, tookMs: number, fault: Fault, saw: Saw = {}): void {
    this.write({ rung, outcome: 'broken', tookMs, fault, saw });
  }

  note<T>(rung: Rung, attempt: Attempt<T>, saw: (value: T) => Saw = () => ({})): void {
    if (attempt.ok) this.pass(rung, attempt.tookMs, saw(attempt.value));
    else this.break(rung, attempt.tookMs, attempt.fault);
  }

  isBroken(rung: Rung): boolean {
    return this.notes.get(rung)?.outcome === 'broken';
  }

  /** Every rung, lowest first; those never reached are skipped. */
  all(): RungEvidence[] {
    return RUNGS.map(
      (rung) => this.notes.get(rung) ?? { rung, outcome: 'skipped', tookMs: null, fault: null, saw: {} },
    );
  }

  private write(note: RungEvidence): void {
    this.notes.set(note.rung, note);
    this.tell(note);
  }
}
