import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { AgendaKeeper } from '../app/agenda-keeper.js';
import { historyOf, Jury } from '../app/jury.js';
import { MemoryBook } from '../app/memory-book.js';
import type { Evidence } from '../domain/evidence.js';
import type { History } from '../domain/judge.js';
import { laterBudget, type LoginBudget } from '../domain/login-budget.js';
import { joined, type ProbeMemory } from '../domain/probe-memory.js';
import { type JudgedLate, LateVerdicts, type TakeLate } from '../late-verdicts.js';
import { byOurClock } from './climb-wire.js';
import type { EvidenceBatch, Found } from './evidence-batch.js';

/** Evidence that nobody waits for any more: of a zone that was cut off, or for a process that is gone. */
@Injectable()
export class LateDesk extends LateVerdicts {
  private takeLate: TakeLate = async () => {};
  /** When each camera was last looked at, as far as we heard in time. */
  private readonly heardAt = new Map<string, Instant>();

  constructor(
    @Inject(AgendaKeeper) private readonly keeper: AgendaKeeper,
    @Inject(Jury) private readonly jury: Jury,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
  ) {
    super();
  }

  listen(take: TakeLate): void {
    this.takeLate = take;
  }

  heard({ cameraId, at }: Pick<Evidence, 'cameraId' | 'at'>): void {
    this.heardAt.set(cameraId, at);
  }

  /** Rejects where it cannot be taken now; taken twice it does no harm. Of another zone's cameras nothing is believed. */
  async take({ zoneId }: EvidenceBatch, items: readonly Found[], aheadMs: number): Promise<void> {
    const own = items.filter(({ cameraId }) => this.keeper.agenda.target(cameraId)?.zoneId === zoneId);
    const judged = own.flatMap((found) => this.judgedOf(found, aheadMs));
    if (judged.length > 0) await this.takeLate(zoneId, judged);
    for (const found of own) await this.remember(found, aheadMs);
  }

  private judgedOf(found: Found, aheadMs: number): readonly JudgedLate[] {
    const { cameraId } = found;
    if (found.what === 'looked') return [this.judged(cameraId, found, aheadMs)];
    if (found.what !== 'climbed') return [];
    const { evidence } = found.climb;
    const history = historyOf(this.keeper.agenda.target(cameraId)!, this.memoryOf(found));
    return [this.judged(cameraId, { evidence, history }, aheadMs)];
  }

  private judged(
    cameraId: string,
    { evidence: told, history }: { readonly evidence: Evidence; readonly history: History },
    aheadMs: number,
  ): JudgedLate {
    const evidence = byOurClock({ ...told, cameraId }, aheadMs);
    const everyMs = this.keeper.agenda.heartbeatMs(cameraId) ?? 0;
    return { cameraId, evidence, verdict: this.jury.judgeLate(evidence, history), everyMs };
  }

  private async remember(found: Found, aheadMs: number): Promise<void> {
    const { cameraId } = found;
    if (found.what === 'refused') await this.account(cameraId, found.budget);
    else if (found.what === 'climbed')
      await this.keep(cameraId, this.memoryOf(found), found.climb.evidence.at - aheadMs);
    else if (found.what === 'remembered') await this.keep(cameraId, found.memory, found.at - aheadMs);
  }

  /** What a climb did not change is as it went out, and so, as far as we know, as it is. */
  private memoryOf({ cameraId, climb }: Extract<Found, { what: 'climbed' }>): ProbeMemory {
    return { ...this.memories.of(cameraId), ...climb.memory };
  }

  /** Of a camera that was looked at since only its login is of use. */
  private async keep(cameraId: string, memory: ProbeMemory, at: Instant): Promise<void> {
    const known = this.memories.of(cameraId);
    if (at <= (this.heardAt.get(cameraId) ?? 0)) return this.account(cameraId, memory.budget);
    this.heardAt.set(cameraId, at);
    await this.memories.keep(cameraId, joined(known, memory));
  }

  private async account(cameraId: string, budget: LoginBudget): Promise<void> {
    const known = this.memories.of(cameraId);
    await this.memories.keep(cameraId, { ...known, budget: laterBudget(known.budget, budget) });
  }
}
