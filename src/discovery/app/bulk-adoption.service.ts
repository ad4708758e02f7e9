import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import { type AdoptionRule, ruleFor } from '../domain/adoption-rules.js';
import { type AdoptionOrder, decideAdoption } from '../domain/decide-adoption.js';
import type { MatchKind } from '../domain/match.js';
import type { CandidateFilter } from '../store/candidate.store.js';
import { type Adoption, AdoptionService } from './adoption.service.js';
import { CandidatesService, type MatchedCandidate } from './candidates.service.js';
import { inParallel } from './in-parallel.js';

export interface BulkOrder {
  readonly filter: CandidateFilter;
  readonly kinds: readonly MatchKind[];
  readonly rules: readonly AdoptionRule[];
  readonly dryRun: boolean;
}

export interface BulkItem extends MatchedCandidate {
  readonly rule: AdoptionRule | null;
  readonly plan: 'enter' | 'mend' | 'skip';
  /** Why it is left out, or why it failed; null otherwise. */
  readonly reason: string | null;
  /** Null in a dry run, and for what was left out or failed. */
  readonly adoption: Adoption | null;
}

const NO_WISH = { cameraId: null, asNew: false };

/** Adopts by rule what was found: a network says which village, programme and credential. */
@Injectable()
export class BulkAdoptionService {
  constructor(
    @Inject(CandidatesService) private readonly candidates: CandidatesService,
    @Inject(AdoptionService) private readonly adoptions: AdoptionService,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** One that fails stops no other; each item says what became of it, in the order of candidates. */
  async adopt({ filter, kinds, rules, dryRun }: BulkOrder): Promise<readonly BulkItem[]> {
    const found = await this.candidates.all(filter);
    const items = found.filter(({ match }) => kinds.includes(match.kind)).map((one) => planned(one, rules));
    if (dryRun) return items;
    const done = [...items];
    await inParallel(items.entries(), this.config.discovery.maxInterviews, async ([index, item]) => {
      if (item.plan !== 'skip') done[index] = await this.adoptOne(item);
    });
    return done;
  }

  private async adoptOne(item: BulkItem): Promise<BulkItem> {
    try {
      return { ...item, adoption: await this.adoptions.adopt(item.candidate.id, orderOf(item)) };
    } catch (cause) {
      if (cause instanceof DomainError) return { ...item, plan: 'skip', reason: cause.message };
      throw cause;
    }
  }
}

function planned(one: MatchedCandidate, rules: readonly AdoptionRule[]): BulkItem {
  const rule = ruleFor(rules, one.candidate.address.host);
  const item = { ...one, rule, adoption: null };
  if (rule === null) return { ...item, plan: 'skip', reason: 'No rule has a network around this address.' };
  const decision = decideAdoption(one.match, NO_WISH);
  if (decision.do === 'refuse') return { ...item, plan: 'skip', reason: decision.message };
  return { ...item, plan: decision.do, reason: null };
}

/** A camera that is registered keeps what it has: the rule is for new ones, and for those without a credential. */
function orderOf({ plan, rule }: BulkItem): AdoptionOrder {
  const { villageId, programmeId, credentialId } = rule!;
  const isNew = plan === 'enter';
  return {
    ...NO_WISH,
    name: null,
    credentialId: null,
    credentialIfNone: credentialId,
    villageId: isNew ? villageId : null,
    programmeId: isNew ? programmeId : null,
  };
}
