import { plainYuan, readYuan } from '../../formats/read-yuan.ts';
import type { Award, AwardKind } from './answers.ts';
import { today } from './today.ts';

export const OF_THE_TOWN: readonly AwardKind[] = ['star', 'subsidy'];
export const KINDS: readonly AwardKind[] = ['star', 'subsidy', 'collective', 'donation', 'other'];

/** What is typed of money that came in; amounts as people write them. */
export interface AwardForm {
  kind: AwardKind;
  year: string;
  starLevel: number;
  documentNumber: string;
  receivedOn: string;
  amount: string;
  note: string;
  reason: string;
  isTakenBack: boolean;
}

export function newAward(kind: AwardKind): AwardForm {
  const day = today();
  const nothing = { documentNumber: '', amount: '', note: '', reason: '', isTakenBack: false };
  return { kind, year: day.slice(0, 4), starLevel: 3, receivedOn: day, ...nothing };
}

export function formOfAward(award: Award): AwardForm {
  const { kind, receivedOn } = award;
  return {
    kind,
    year: String(award.year),
    starLevel: award.starLevel ?? 3,
    documentNumber: award.documentNumber ?? '',
    receivedOn,
    amount: plainYuan(award.amountFen),
    note: award.note ?? '',
    reason: '',
    isTakenBack: false,
  };
}

/** The fields that cannot be sent so, each with the key of its words. */
export function awardFaults(
  form: AwardForm,
  isCorrection: boolean,
): Partial<Record<keyof AwardForm, string>> {
  const faults: Partial<Record<keyof AwardForm, string>> = {};
  if (isCorrection && form.reason.trim() === '') faults.reason = 'required';
  if (form.isTakenBack) return faults;
  if (!/^2\d{3}$/.test(form.year) || Number(form.year) > 2100) faults.year = 'year';
  if (form.receivedOn === '') faults.receivedOn = 'day';
  else if (form.receivedOn > today()) faults.receivedOn = 'future';
  if (readYuan(form.amount) === null) faults.amount = 'amount';
  return faults;
}

export function termsOf(form: AwardForm) {
  const { kind, receivedOn } = form;
  return {
    kind,
    year: Number(form.year),
    starLevel: kind === 'star' ? form.starLevel : null,
    documentNumber: form.documentNumber.trim() || null,
    receivedOn,
    amountFen: readYuan(form.amount)!,
    note: form.note.trim() || null,
  };
}
