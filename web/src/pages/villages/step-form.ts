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

/** 公示 is seven days, as most towns have it; the service says where it has to be longer. */
const PUBLIC_DAYS = 7;

export function newStep(): StepForm {
  const from = today();
  const nothing = { reason: '', words: '', answer: '', reviewedOn: '', typed: '' };
  return { ...nothing, from, to: later(from, PUBLIC_DAYS - 1) };
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

export function missing(form: StepForm, fields: readonly Field[]): readonly Field[] {
  return fields.filter((field) => field !== 'reviewedOn' && form[field].trim() === '');
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
