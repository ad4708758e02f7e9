import { api } from '../../api/client.ts';
import type { TaggedPurchase } from './asks.ts';
import type { Deed } from './next-step.ts';
import { later, today } from './today.ts';

/** What is typed for a step; a step takes what it needs. */
export interface StepForm {
  reason: string;
  words: string;
  answer: string;
  from: string;
  to: string;
  reviewedOn: string;
  typed: string;
}
type Field = Exclude<keyof StepForm, 'typed'>;

/** Public from today, for as long as the town asks at least. */
export function newStep(publicDays: number): StepForm {
  const from = today();
  const nothing = { reason: '', words: '', answer: '', reviewedOn: '', typed: '' };
  return { ...nothing, from, to: later(from, publicDays - 1) };
}

export function fieldsOf(deed: Deed, { objections }: Pick<TaggedPurchase, 'objections'>): readonly Field[] {
  const fields: Readonly<Record<Deed, readonly Field[]>> = {
    submit: [],
    approve: [],
    return: ['reason'],
    publicise: ['from', 'to', 'reviewedOn'],
    objections: ['words'],
    close: objections > 0 ? ['answer'] : [],
    void: ['reason'],
  };
  return fields[deed];
}

export const DAYS: readonly Field[] = ['from', 'to', 'reviewedOn'];

type Fault = 'required' | 'future' | 'briefly' | 'reviewOrder';

/** The fields that cannot be sent so, each with the key of its words. */
export function stepFaults(
  form: StepForm,
  fields: readonly Field[],
  { boughtOn, publicDays }: { readonly boughtOn: string; readonly publicDays: number },
): Partial<Record<Field, Fault>> {
  const faults: Partial<Record<Field, Fault>> = {};
  for (const field of fields)
    if (field !== 'reviewedOn' && form[field].trim() === '') faults[field] = 'required';
  if (!fields.includes('reviewedOn')) return faults;
  if (form.from !== '' && form.to !== '' && form.to < later(form.from, publicDays - 1)) faults.to = 'briefly';
  const { reviewedOn } = form;
  if (reviewedOn === '') return faults;
  if (reviewedOn < boughtOn || (form.from !== '' && form.from < reviewedOn))
    faults.reviewedOn = 'reviewOrder';
  else if (reviewedOn > today()) faults.reviewedOn = 'future';
  return faults;
}

/** Takes the step; not where somebody changed the purchase since it was read. */
export async function take(
  deed: Deed,
  { id, etag }: TaggedPurchase,
  form: StepForm & { readonly key: string },
): Promise<void> {
  const params = { path: { id }, header: { 'If-Match': etag } };
  const reason = form.reason.trim();
  switch (deed) {
    case 'submit':
      await api.POST('/api/v1/purchases/{id}/submit', { params });
      break;
    case 'approve':
      await api.POST('/api/v1/purchases/{id}/approve', { params });
      break;
    case 'return':
      await api.POST('/api/v1/purchases/{id}/return', { params, body: { reason } });
      break;
    case 'publicise': {
      const body = { from: form.from, to: form.to, reviewedOn: form.reviewedOn || null };
      await api.POST('/api/v1/purchases/{id}/publicise', { params, body });
      break;
    }
    case 'objections':
      await api.POST('/api/v1/purchases/{id}/objections', { params, body: { words: form.words.trim() } });
      break;
    case 'close':
      await api.POST('/api/v1/purchases/{id}/close', {
        params,
        body: { answer: form.answer.trim() || null },
      });
      break;
    case 'void': {
      const header = { 'Idempotency-Key': form.key, ...params.header };
      await api.POST('/api/v1/purchases/{id}/void', { params: { ...params, header }, body: { reason } });
    }
  }
}
