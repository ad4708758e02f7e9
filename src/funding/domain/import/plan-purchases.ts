import { formatYuan } from '../../../kernel/money.js';
import { refusal, type Refusal } from '../../../kernel/sheet/refusal.js';
import type { Source } from '../entry.js';
import { type Purchase, type PurchaseTerms, type Share, totalOf } from '../purchase.js';
import { checkLeft, type PaidGroup } from './check-left.js';
import type { VillageGround } from './find-village.js';
import { type FundOutcome, type FundRow, type FundSheet, RowDraft } from './fund-row.js';
import { groupRows, rejectWith } from './group-rows.js';
import {
  isRejected,
  nameOf,
  type PastPublication,
  periodOf,
  refuseTorn,
  reviewedOn,
  saidOf,
  termsOf,
  warnOfApproval,
  warnOfBriefness,
} from './purchase-group.js';
import { isOfSpending, type PurchaseRow, purchaseRow } from './purchase-row.js';
import { Remaining } from './remaining.js';
import { fieldOf, sharesOfRows } from './shares-of-rows.js';
import { StandingPurchases } from './standing-purchases.js';

export interface PurchaseGround extends VillageGround {
  /** With what is left of each; none that was taken back. */
  readonly sources: readonly Source[];
  /** None that is void. */
  readonly purchases: readonly Purchase[];
  /** So many days a purchase is public, at least. */
  readonly publicDays: number;
  /** Only the town says of a purchase that it has long been public: a village's waits for its approval. */
  readonly isByTown: boolean;
  readonly nextId: () => string;
}

/** A purchase to enter. */
export interface NewPurchase {
  readonly id: string;
  readonly villageId: string;
  readonly terms: PurchaseTerms;
  /** Null where it is to be a draft. */
  readonly publication: PastPublication | null;
  /** 监督委员会审核, as it was written. */
  readonly reviewed: string | null;
}

export interface PlannedPurchases {
  readonly rows: readonly FundRow[];
  readonly purchases: readonly NewPurchase[];
}

/** Decides what each row of a file of purchases is; enters nothing. Rows in the order of the sheet. */
export function planPurchases({ plan, rows }: FundSheet, ground: PurchaseGround): PlannedPurchases {
  const drafts = rows.map((row) => new RowDraft(row, plan));
  const read = drafts.filter((draft) => !draft.isAside() && isOfSpending(draft));
  const planner = new PurchasePlanner(ground);
  for (const group of groupRows(read.map((draft) => purchaseRow(draft, ground)))) planner.plan(group);
  checkLeft(planner.paid, planner.remaining);
  return {
    rows: drafts.map((draft) => planner.told.get(draft) ?? draft.told('skipped', null)),
    purchases: planner.made,
  };
}

type Group = readonly PurchaseRow[];

class PurchasePlanner {
  readonly told = new Map<RowDraft, FundRow>();
  readonly made: NewPurchase[] = [];
  readonly paid: PaidGroup[] = [];
  readonly remaining: Remaining;
  private readonly standing: StandingPurchases;

  constructor(private readonly ground: PurchaseGround) {
    this.remaining = new Remaining(ground.sources);
    this.standing = new StandingPurchases(ground.purchases);
  }

  plan(group: Group): void {
    const shares = this.sharesOf(group);
    if (shares === null) return this.reject(group);
    const known = this.standing.find(saidOf(group, shares));
    if (known.kind === 'same') return this.leave(group, known.purchase);
    if (known.kind === 'contrary') return this.reject(group, 'invoiceNumber', differs(known.purchase));
    const overdrawn = this.remaining.take(shares);
    if (overdrawn !== null) return this.reject(group, fieldOf(group[0]!.draft), overdrawn);
    this.enter(group, shares);
  }

  private sharesOf(group: Group): readonly Share[] | null {
    if (!isRejected(group)) refuseTorn(group);
    if (isRejected(group)) return null;
    const [{ villageId }] = group as readonly [PurchaseRow];
    const awards = this.ground.sources.map(({ award }) => award);
    const shares = sharesOfRows(
      group,
      awards.filter((award) => award.villageId === villageId),
    );
    return isRejected(group) ? null : shares;
  }

  private enter(group: Group, shares: readonly Share[]): void {
    const { nextId } = this.ground;
    const id = nextId();
    const [{ villageId }] = group as readonly [PurchaseRow];
    const reviewed = group.flatMap(({ draft }) => draft.get<string>('reviewed') ?? [])[0] ?? null;
    this.made.push({
      id,
      villageId: villageId!,
      terms: termsOf(group, shares, nextId),
      publication: this.publicationOf(group),
      reviewed,
    });
    const awardIds = shares.map(({ awardId }) => awardId);
    this.paid.push({ rows: group, awardIds, leftFen: this.remaining.of(awardIds) });
    this.tell(group, 'created', id);
  }

  private publicationOf(group: Group): PastPublication | null {
    const { publicDays, isByTown, today } = this.ground;
    const period = periodOf(group);
    if (period === null) return null;
    if (!isByTown) return warnOfApproval(group);
    warnOfBriefness(group, period, publicDays);
    return { ...period, reviewedOn: reviewedOn(group, period, today) };
  }

  /** What stands is not looked at again, so that nothing of it is worth a warning. */
  private leave(group: Group, { id }: Purchase): void {
    for (const { draft } of group) draft.warnings.splice(0);
    this.tell(group, 'unchanged', id);
  }

  private reject(group: Group, field?: string, why?: Refusal): void {
    if (field !== undefined && why !== undefined) group[0]!.draft.refuse(field, why);
    rejectWith(
      group,
      group.find(({ draft }) => draft.rejections.length > 0)!,
    );
    this.tell(group, 'rejected', null);
  }

  private tell(group: Group, outcome: FundOutcome, id: string | null): void {
    const entry = id === null ? null : { id, name: nameOf(group) };
    for (const { draft } of group) this.told.set(draft, draft.told(outcome, entry));
  }
}

function differs({ id, boughtOn, supplier, lines }: Purchase): Refusal {
  const name = `${boughtOn} ${supplier} ${formatYuan(totalOf(lines))}`;
  return refusal(
    'purchase-differs',
    [`与已登记的同号采购“${name}”不同`, `differs from the purchase "${name}" of the same number`],
    [
      `登记有误的，用 POST /purchases/${id}/corrections 更正；另一笔采购，请核对凭证号`,
      `correct it with POST /purchases/${id}/corrections; check the number of another purchase`,
    ],
  );
}
