import type { paths } from '../../api/schema.d.ts';

type Told<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type Purchase = Told<'/api/v1/purchases'>['items'][number];
export type PurchaseState = Purchase['state'];
export type Award = Told<'/api/v1/awards'>['items'][number];
export type AwardKind = Award['kind'];
export type Standing = Told<'/api/v1/purchases/{id}/standing'>;
export type Unit = Standing['cameras'][number];
export type Warranty = Told<'/api/v1/warranties'>['items'][number];
export type Claim = Told<'/api/v1/warranties'>['failing'][number];
export type Outage = Told<'/api/v1/outages'>['items'][number];
export type Publication = Told<'/api/v1/publications'>['items'][number];
/** Asked for as JSON, and not as a page. */
export type FundReport = Exclude<Told<'/api/v1/fund-reports'>, string>;

/** With what each of its numbers is counted from. */
export type ExplainedReport = Extract<FundReport, { readonly evidence: unknown }>;
export type ExplainedVillage = ExplainedReport['villages'][number];
export type Evidence = ExplainedVillage['evidence'];

/** A sentence in the languages of whoever reads it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What became of a file of past years. */
export interface ImportReport {
  readonly isApplied: boolean;
  readonly summary: Readonly<Record<'created' | 'unchanged' | 'skipped' | 'rejected', number>>;
  readonly createdFen: number;
  readonly rows: readonly ImportedRow[];
}

export interface ImportedRow {
  readonly row: number;
  readonly outcome: keyof ImportReport['summary'];
  readonly name: string | null;
  readonly rejections: readonly {
    readonly column: string | null;
    readonly value: string | null;
    readonly reason: Bilingual;
    readonly mend: Bilingual;
  }[];
  readonly warnings: readonly { readonly column: string | null; readonly text: Bilingual }[];
}
