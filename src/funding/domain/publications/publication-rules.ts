import { DomainError, type FieldError } from '../../../kernel/domain-error.js';
import { type Day, plusDays } from '../day.js';
import type { FundReport, IncomeRow, SpendingRow } from '../reports/fund-report.js';
import { privateIn, privateInNumber } from './private-words.js';
import type { Publication, PublicationTerms } from './publication.js';

type Subject = Pick<Publication, 'villageId' | 'programmeId' | 'year'>;

const MOST_FIELDS = 20;

/** A village publishes what is its own. */
export function refuseOthers({ villageId }: Pick<Subject, 'villageId'>, role: string): void {
  if (role === 'admin' || villageId !== null) return;
  throw new DomainError(
    'forbidden',
    'publication-of-the-town',
    'What is published of the town or of a programme is published by an admin; name your villageId.',
  );
}

export function refuseBriefly(
  { publicFrom, publicTo }: Pick<PublicationTerms, 'publicFrom' | 'publicTo'>,
  publicDays: number,
): void {
  const first: Day = plusDays(publicFrom, publicDays - 1);
  if (publicTo >= first) return;
  refuse('public-too-briefly', [
    {
      path: 'publicTo',
      message: `must be ${first} or later: what is posted is public for at least ${publicDays} days`,
    },
  ]);
}

/** `corrected` is null where nothing has that number for whoever publishes. */
export function refuseCorrection(corrected: Publication | null, subject: Subject): void {
  if (corrected === null)
    return refuse('unknown-publication', [
      { path: 'corrects', message: 'there is no publication with this number' },
    ]);
  const keys = ['villageId', 'programmeId', 'year'] as const;
  if (keys.some((key) => corrected[key] !== subject[key]))
    refuse('corrects-another', [
      {
        path: 'corrects',
        message: `is of another village, programme or year; a correction is of the same as ${corrected.number}`,
      },
    ]);
  if (corrected.correctedBy === null) return;
  throw new DomainError(
    'conflict',
    'corrected-already',
    `${corrected.number} was corrected by ${corrected.correctedBy} already; correct that one.`,
  );
}

/** Nobody's number and no address of a device is posted because somebody typed it where it does not belong. */
export function refusePrivate(report: FundReport, { reason }: Pick<PublicationTerms, 'reason'>): void {
  const found = [...textsOf(report, reason)].flatMap(({ path, of, text, isNumber }): FieldError[] => {
    const kind = isNumber ? privateInNumber(text) : privateIn(text);
    return kind === null
      ? []
      : [{ path, message: `${of} holds what looks like ${kind}; correct it, then publish` }];
  });
  if (found.length > 0) refuse('private-words', found.slice(0, MOST_FIELDS));
}

interface Typed {
  readonly path: string;
  /** Whose field it is, for people. */
  readonly of: string;
  readonly text: string;
  /** Of a voucher or a contract. */
  readonly isNumber?: boolean;
}

/** All that people typed and a publication shows. */
function* textsOf({ scope, villages }: FundReport, reason: string | null): Generator<Typed> {
  if (reason !== null) yield { path: 'reason', of: 'the reason', text: reason };
  if (scope.kind !== 'town')
    yield { path: 'scope.name', of: `the name of the ${scope.kind}`, text: scope.name };
  for (const [at, { village, income, spending }] of villages.entries()) {
    const path = `villages.${at}`;
    yield { path: `${path}.village`, of: 'the name of the village', text: village };
    for (const [index, row] of income.entries()) yield* textsOfIncome(`${path}.income.${index}`, row);
    for (const [index, row] of spending.entries()) yield* textsOfSpending(`${path}.spending.${index}`, row);
  }
}

function* textsOfIncome(path: string, { awardId, documentNumber }: IncomeRow): Generator<Typed> {
  if (documentNumber !== null)
    yield {
      path: `${path}.documentNumber`,
      of: `documentNumber of the award ${awardId}`,
      text: documentNumber,
    };
}

function* textsOfSpending(path: string, row: SpendingRow): Generator<Typed> {
  const of = (name: string): string => `${name} of the purchase ${row.purchaseId}`;
  yield { path: `${path}.supplier`, of: of('supplier'), text: row.supplier };
  for (const name of ['contractNumber', 'invoiceNumber'] as const) {
    const text = row[name];
    if (text !== null) yield { path: `${path}.${name}`, of: of(name), text, isNumber: true };
  }
  for (const [at, { what, model }] of row.lines.entries()) {
    yield { path: `${path}.lines.${at}.what`, of: of(`lines.${at}.what`), text: what };
    if (model !== null) yield { path: `${path}.lines.${at}.model`, of: of(`lines.${at}.model`), text: model };
  }
  for (const [at, { awardId, name }] of row.sources.entries())
    yield { path: `${path}.sources.${at}.name`, of: `documentNumber of the award ${awardId}`, text: name };
}

function refuse(code: string, fields: readonly FieldError[]): never {
  const [{ path, message }] = fields as readonly [FieldError];
  throw new DomainError('unprocessable', code, `${path}: ${message}`, fields);
}
