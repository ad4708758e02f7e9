import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Attachment } from '../domain/attachment.js';
import type { Award, AwardTerms } from '../domain/award.js';
import type { BoughtCamera, Explanation } from '../domain/bought-camera.js';
import type { LedgerEntry } from '../domain/entry.js';
import type { Person } from '../domain/person.js';
import type { Purchase, PurchaseLine, PurchaseTerms } from '../domain/purchase.js';
import type { PurchaseStep } from '../domain/step.js';

export const text = (name: string, nullable = false) => ({ name, type: 'text', nullable }) as const;
export const whole = (name: string, nullable = false) => ({ name, type: 'integer', nullable }) as const;
/** Instants and fen: beyond what 32 bits hold, and handed out as text by the `pg` driver. */
export const large = (name: string, nullable = false) =>
  ({ name, type: 'bigint', nullable, transformer: instantTransformer }) as const;
const json = (name: string, nullable = false) =>
  ({ name, type: 'text', nullable, transformer: jsonTransformer }) as const;
export const id = { type: 'text', primary: true } as const;

export type AwardRow = Pick<Award, 'id' | 'villageId' | 'version' | 'createdAt' | 'revision'>;
export const awards = table<AwardRow>('awards', {
  id,
  villageId: text('village_id'),
  version: whole('version'),
  createdAt: large('created_at'),
  revision: whole('revision'),
});

/** Who wrote a version of an award or purchase, when, and why: null for the first. */
export interface VersionMark {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}
const versionMark = {
  version: { type: 'integer', primary: true },
  at: large('at'),
  by: text('by_name'),
  reason: text('reason', true),
} as const;

export type AwardVersionRow = AwardTerms & Pick<Award, 'isVoid'> & VersionMark & { readonly awardId: string };
export const awardVersions = table<AwardVersionRow>('award_versions', {
  awardId: { ...id, name: 'award_id' },
  ...versionMark,
  kind: text('kind'),
  year: whole('year'),
  starLevel: whole('star_level', true),
  documentNumber: text('document_number', true),
  receivedOn: text('received_on'),
  amountFen: large('amount_fen'),
  note: text('note', true),
  isVoid: { name: 'is_void', type: 'boolean' },
});

export const ledgerEntries = table<LedgerEntry>('funding_entries', {
  id,
  at: large('at'),
  villageId: text('village_id'),
  awardId: text('award_id'),
  purchaseId: text('purchase_id', true),
  version: whole('version'),
  amountFen: large('amount_fen'),
  reverses: text('reverses', true),
  reason: text('reason', true),
  by: text('by_name'),
});

export type PurchaseRow = Omit<Purchase, keyof PurchaseTerms>;
export const purchases = table<PurchaseRow>('purchases', {
  id,
  villageId: text('village_id'),
  version: whole('version'),
  state: text('state'),
  submittedBy: json('submitted_by', true),
  isImported: { name: 'is_imported', type: 'boolean' },
  publicFrom: text('public_from', true),
  publicTo: text('public_to', true),
  reviewedOn: text('reviewed_on', true),
  objections: whole('objections'),
  dueAt: large('due_at', true),
  reminders: whole('reminders'),
  createdAt: large('created_at'),
  createdBy: text('created_by'),
  revision: whole('revision'),
});

export type PurchaseVersionRow = Omit<PurchaseTerms, 'lines' | 'shares'> &
  VersionMark & { readonly purchaseId: string };
export const purchaseVersions = table<PurchaseVersionRow>('purchase_versions', {
  purchaseId: { ...id, name: 'purchase_id' },
  ...versionMark,
  boughtOn: text('bought_on'),
  supplier: text('supplier'),
  contractNumber: text('contract_number', true),
  invoiceNumber: text('invoice_number', true),
  note: text('note', true),
});

export type LineRow = PurchaseLine & {
  readonly purchaseId: string;
  readonly version: number;
  readonly position: number;
};
export const purchaseLines = table<LineRow>('purchase_lines', {
  id,
  purchaseId: text('purchase_id'),
  version: whole('version'),
  position: whole('position'),
  what: text('what'),
  model: text('model', true),
  quantity: whole('quantity'),
  unitPriceFen: large('unit_price_fen'),
  isCamera: { name: 'is_camera', type: 'boolean' },
  warrantyMonths: whole('warranty_months', true),
});

export const boughtCameras = table<BoughtCamera>('purchase_cameras', {
  cameraId: { ...id, name: 'camera_id' },
  purchaseId: text('purchase_id'),
  what: text('what'),
  model: text('model', true),
  at: large('at'),
  by: text('by_name'),
});

/** A camera that was tied to a purchase by mistake. */
export interface UntiedCameraRow {
  readonly id: string;
  readonly cameraId: string;
  readonly purchaseId: string;
  readonly tiedAt: number;
  readonly tiedBy: string;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}
export const untiedCameras = table<UntiedCameraRow>('purchase_untied_cameras', {
  id,
  cameraId: text('camera_id'),
  purchaseId: text('purchase_id'),
  tiedAt: large('tied_at'),
  tiedBy: text('tied_by'),
  at: large('at'),
  by: text('by_name'),
  reason: text('reason'),
});

export const explanations = table<Explanation>('purchase_explanations', {
  id,
  purchaseId: text('purchase_id'),
  cameraId: text('camera_id', true),
  what: text('what'),
  model: text('model', true),
  units: whole('units'),
  words: text('words'),
  at: large('at'),
  by: text('by_name'),
});

export type StepRow = Omit<PurchaseStep, 'actor'> & { readonly actor: Person };
export const purchaseSteps = table<StepRow>('purchase_steps', {
  id,
  purchaseId: text('purchase_id'),
  at: large('at'),
  action: text('action'),
  from: text('from_state', true),
  to: text('to_state'),
  actor: json('actor'),
  details: json('details'),
});

/** Steps that nobody was told of yet, written with the step. */
export const untoldSteps = table<{ stepId: string }>('purchase_untold_steps', {
  stepId: { ...id, name: 'step_id' },
});

export const attachments = table<Attachment>('purchase_attachments', {
  id,
  purchaseId: text('purchase_id'),
  kind: text('kind'),
  name: text('name'),
  mediaType: text('media_type'),
  bytes: whole('bytes'),
  sha256: text('sha256'),
  isScanned: { name: 'is_scanned', type: 'boolean' },
  createdAt: large('created_at'),
  createdBy: text('created_by'),
});

/** What was answered to a call that wrote money, so that the same call is answered the same. */
export interface KeyRow {
  /** Whose key it is. */
  person: string;
  key: string;
  /** Of route and body. */
  fingerprint: string;
  /** Null only while its call is under way, which nobody else sees. */
  answer: unknown;
  at: number;
}
export const fundingKeys = table<KeyRow>('funding_keys', {
  person: id,
  key: id,
  fingerprint: text('fingerprint'),
  answer: json('answer', true),
  at: large('at'),
});

export function table<Row extends object>(
  tableName: string,
  columns: Readonly<Record<keyof Row, EntitySchemaColumnOptions>>,
): EntitySchema<Row> {
  return new EntitySchema<Row>({ name: tableName, tableName, columns: columns as never });
}
