import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import type { CoverageGrounds } from '../domain/map/grounds.js';
import type { RepairsAnswer } from '../domain/planning/answer-repairs.js';
import type {
  RepairPrices,
  SuggestionsAnswer,
  SuggestionsAsked,
} from '../domain/planning/answer-suggestions.js';
import type { OfferAsked, PricedType } from '../domain/planning/offer.js';
import type { AdviceAsked } from './advice.worker.js';
import { GroundsDesk } from './grounds-desk.js';
import { PlanningScope } from './planning-scope.js';
import { AT_POLES, sitesAskedOf, type SitesWanted } from './sites-wanted.js';
import { ThreadJobs } from './thread-jobs.js';
import { USUAL_HEADINGS_DEG, usualTypes } from './usual-types.js';

/** What a planner asks for; null for what is usual. */
export interface SuggestionsWanted extends Omit<SuggestionsAsked, 'offer' | 'repairs'> {
  readonly offer: Omit<OfferAsked, 'types' | 'sites' | 'headingsDeg' | 'maxOptions'> & {
    readonly types: readonly PricedType[] | null;
    readonly sites: SitesWanted;
    readonly headingsDeg: readonly number[] | null;
  };
  /** Null buys only. */
  readonly repairs: (Pick<RepairPrices, 'costs'> & { readonly costFen: number | null }) | null;
}

export interface RepairsWanted {
  readonly villageId: string | null;
  /** Of each repair, fen; null for what is usual. */
  readonly costFen: number | null;
  /** Whether repairs are set beside what the same gain would cost to buy at the poles of the register. */
  readonly isCompared: boolean;
  readonly limit: number;
}

const ADVICE = new URL('./advice.worker.js', import.meta.url);

/** Where the next camera pays, and whether mending would do: long answers, each in a thread of its own. */
@Injectable()
export class PurchaseAdvice implements BeforeApplicationShutdown {
  private readonly jobs: ThreadJobs;
  private readonly stopping = new AbortController();

  constructor(
    @Inject(GroundsDesk) private readonly desk: GroundsDesk,
    @Inject(PlanningScope) private readonly scope: Pick<PlanningScope, 'village' | 'villages'>,
    @Inject(Config) private readonly config: Pick<Config, 'coverage'>,
  ) {
    const { atOnce, timeoutS, memoryMb } = config.coverage.planning;
    this.jobs = new ThreadJobs({ atOnce, timeoutMs: timeoutS * SECOND_MS, memoryMb });
  }

  /** Ends with `signal`, when whoever asked has gone away. */
  async suggestions(wanted: SuggestionsWanted, signal: AbortSignal): Promise<SuggestionsAnswer> {
    const villageIds = await this.scope.villages(wanted.villageIds);
    const grounds = await this.desk.grounds();
    refuseUnknownCameras(wanted, grounds);
    const offer = this.offerOf(wanted.offer, grounds);
    const repairs = wanted.repairs && { ...wanted.repairs, costFen: this.repairFen(wanted.repairs.costFen) };
    const asked: SuggestionsAsked = { ...wanted, villageIds, offer, repairs };
    return this.run<SuggestionsAnswer>({ grounds, question: { kind: 'suggestions', asked } }, signal);
  }

  async repairs(
    wanted: RepairsWanted,
    signal: AbortSignal,
  ): Promise<RepairsAnswer & { readonly costFen: number }> {
    const villageIds = await this.scope.village(wanted.villageId);
    const grounds = await this.desk.grounds();
    const costFen = this.repairFen(wanted.costFen);
    const isBroken = ({ isLive, villageId }: CoverageGrounds['cameras'][number]) =>
      !isLive && (villageIds?.includes(villageId) ?? true);
    // Where nothing is broken no thread need find that out.
    if (!grounds.cameras.some(isBroken)) return { costFen, broken: 0, repairs: [] };
    const usual = { types: null, headingsDeg: null, isOnePerSite: true, minDistanceM: 0, sites: AT_POLES };
    const offer = wanted.isCompared ? this.offerOf(usual, grounds) : null;
    const asked = { villageIds, prices: { costFen, costs: [] }, offer, limit: wanted.limit };
    const answer = await this.run<RepairsAnswer>({ grounds, question: { kind: 'repairs', asked } }, signal);
    return { costFen, ...answer };
  }

  /** A stop waits for no long answer. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private offerOf(
    { sites, types, headingsDeg, ...rest }: SuggestionsWanted['offer'],
    { plane }: CoverageGrounds,
  ) {
    return {
      ...rest,
      types: types ?? usualTypes(this.config),
      headingsDeg: headingsDeg ?? USUAL_HEADINGS_DEG,
      sites: sitesAskedOf(plane, sites),
      maxOptions: this.config.coverage.planning.maxOptions,
    };
  }

  private repairFen(given: number | null): number {
    return given ?? this.config.coverage.planning.repairFen;
  }

  private run<A>(asked: AdviceAsked, signal: AbortSignal): Promise<A> {
    return this.jobs.run<A>(ADVICE, asked, AbortSignal.any([signal, this.stopping.signal]));
  }
}

function refuseUnknownCameras(
  { repairs, villageIds }: SuggestionsWanted,
  { cameras }: CoverageGrounds,
): void {
  const isSeen = (villageId: string) => villageIds?.includes(villageId) ?? true;
  const known = new Set(cameras.flatMap(({ id, villageId }) => (isSeen(villageId) ? [id] : [])));
  const at = repairs?.costs.findIndex(({ cameraId }) => !known.has(cameraId)) ?? -1;
  if (at === -1) return;
  const path = `repairs.costs.${at}.cameraId`;
  const message = `there is no camera ${repairs!.costs[at]!.cameraId} on the map of these villages`;
  throw new DomainError('unprocessable', 'unknown-camera', `${path}: ${message}.`, [{ path, message }]);
}
