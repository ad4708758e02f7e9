import { i18n } from '../../locales/index.ts';

/** What is suspected of having taken cameras down together, in words. */
export function incidentWords({ kind, name }: { readonly kind: string; readonly name: string }): string {
  const { t } = i18n.global;
  const cause = t(`faults.causes.${kind}`);
  if (kind === 'many') return cause;
  return t('faults.suspected', { cause, name });
}
