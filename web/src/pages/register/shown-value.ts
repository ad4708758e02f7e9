import { i18n } from '../../locales/index.ts';
import { SECTIONS } from './camera-fields.ts';

const FIELDS = new Map(
  Object.values(SECTIONS)
    .flat()
    .map((field) => [field.path, field]),
);

/** A value of an entry's field in words; groups stay their ids unless `nameOf` knows them. */
export function shownValue(path: string, value: unknown, nameOf: (id: string) => string = () => ''): string {
  const { t } = i18n.global;
  if (value === null || value === undefined || value === '') return t('faces.none');
  if (typeof value === 'boolean') return t(value ? 'faces.yes' : 'faces.no');
  const field = FIELDS.get(path);
  if (field?.kind === 'lifecycle') return t(`register.lifecycles.${String(value)}`);
  if (field?.kind === 'code') return t(`codes.${field.table}.${String(value)}`);
  if (field?.kind === 'codes' && Array.isArray(value))
    return value.map((code) => t(`codes.${field.table}.${String(code)}`)).join('、');
  if (field?.kind === 'group' && typeof value === 'string') return nameOf(value) || value;
  return wordsOf(value);
}

/** `{ port: 80, path: '/' }` is `80 /`; a position its two numbers. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(one)).join('、');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value)
    .filter((part) => typeof part !== 'boolean')
    .map((part) => wordsOf(part))
    .join(' ');
}
