import { z } from 'zod';
import { pageQuery, reference } from '../../platform/entry-request.schema.js';
import {
  MOST_FEN,
  MOST_LINES,
  MOST_PIECES,
  MOST_PRICE_FEN,
  MOST_SHARES,
  MOST_WARRANTY_MONTHS,
} from '../domain/bounds.js';
import { PURCHASE_STATES } from '../domain/purchase.js';
import { amount, day, flag, idSchema, maybeWords, reason, words } from './shared.schema.js';

const line = z.strictObject({
  what: words(200).describe('支出事项, as 400万像素枪机.'),
  model: maybeWords(100).describe('型号.'),
  quantity: z.number().int().min(1).max(MOST_PIECES).describe('Pieces.'),
  unitPriceFen: amount(MOST_PRICE_FEN),
  isCamera: z
    .boolean()
    .default(true)
    .describe('False for what is to be no camera of the register: a recorder, cable, the work.'),
  warrantyMonths: z
    .number()
    .int()
    .min(1)
    .max(MOST_WARRANTY_MONTHS)
    .nullable()
    .default(null)
    .describe('质保: months from the day of the purchase.'),
});

const share = z
  .strictObject({
    awardId: reference('award'),
    amountFen: amount().nullable().default(null),
    parts: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .nullable()
      .default(null)
      .describe('Instead of amounts: parts of the whole, divided to the fen by largest remainder.'),
  })
  .refine(
    ({ amountFen, parts }) => (amountFen === null) !== (parts === null),
    'give either amountFen or parts',
  );

const lines = z
  .array(line)
  .min(1)
  .max(MOST_LINES)
  .refine(
    (all) => all.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0) <= MOST_FEN,
    `must be at most ${MOST_FEN} fen together`,
  );

const terms = {
  boughtOn: day.describe('Date of the purchase.'),
  supplier: words(200).describe('供应商.'),
  contractNumber: maybeWords(100).describe('合同号.'),
  invoiceNumber: maybeWords(100).describe('发票号 or 凭证号.'),
  note: maybeWords(1_000, true),
  lines,
  funding: z
    .array(share)
    .min(1)
    .max(MOST_SHARES)
    .describe('What each source pays; together the lines, to the fen.'),
};

export const purchaseSchema = z.strictObject({ villageId: reference('village'), ...terms });

export const purchaseCorrectionSchema = z.strictObject({
  reason,
  purchase: z.strictObject(terms).describe('What it is to say instead, in full.'),
});

export const reasonSchema = z.strictObject({ reason });

export const publiciseSchema = z.strictObject({
  from: day.describe('公示: first day …'),
  to: day.describe('… and last day, counted in.'),
  reviewedOn: day
    .nullable()
    .default(null)
    .describe('监督委员会审核: when the committee looked at it, on the first day or before.'),
});

export const objectionSchema = z.strictObject({
  words: words(1_000, true).describe('异议: what is objected, without names of people.'),
});

export const closeSchema = z.strictObject({
  answer: maybeWords(1_000, true).describe('How objections were answered; needed where there were any.'),
});

export const purchasesQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: idSchema.optional().describe('Only those of this village.'),
  awardId: idSchema.optional().describe('Only those of which this award pays a part.'),
  state: z.enum(PURCHASE_STATES).optional(),
  overdue: flag.describe('Only those whose next step should have been taken by now.'),
});
