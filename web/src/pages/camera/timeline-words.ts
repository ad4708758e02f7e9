import { i18n } from '../../locales/index.ts';
import { personWords } from '../../formats/person-words.ts';
import { stepWords, type ToldStep } from './step-words.ts';

export interface TimelineEntry extends Partial<ToldStep> {
  readonly at: string;
  readonly kind: string;
  readonly to?: string;
  readonly fault?: { readonly code: string } | null;
}

/** One write of the register changes many fields: it is told once. */
export function oncePerMoment(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries.filter(
    ({ at, kind, by }, index) =>
      kind !== 'register' ||
      !entries.slice(0, index).some((one) => one.kind === kind && one.at === at && one.by === by),
  );
}

export function entryWords(entry: TimelineEntry): string {
  const { t } = i18n.global;
  const { kind, by = '', fault } = entry;
  const why = fault ? `：${t(`faults.codes.${fault.code}`)}` : '';
  if (kind === 'state') return t('camera.timeline.state', { state: t(`frame.states.${entry.to}`) }) + why;
  if (kind === 'work-order') return stepWords({ ...entry, action: entry.action ?? '', by });
  return t(`camera.timeline.kinds.${kind}`, { by: personWords(by) }) + why;
}
