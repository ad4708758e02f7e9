import { pinyin } from 'pinyin-pro';
import { CODE_TABLES } from '../domain/code-tables.js';
import type { CameraRow } from './rows.js';

/**
 * Everything of a camera that a search finds, but for its village, whose name is looked up when somebody searches. The
 * parts stand on lines of their own, so that no find reaches from one into the next.
 */
export function wordsOf(row: CameraRow): string {
  const { name, deviceCode, host, mac, installAddress, commonName, vendorCode, model } = row;
  const vendor = CODE_TABLES.vendor[vendorCode as unknown as keyof typeof CODE_TABLES.vendor] ?? null;
  const texts = [name, commonName, installAddress, vendor].filter((text) => text !== null);
  const parts = [...texts, deviceCode, host, mac, model].filter((part) => part !== null);
  return [...new Set([...parts, ...texts.flatMap(initialsOf)].map(folded))].join('\n');
}

/** Full-width letters, capitals and composed characters are found as what they look like. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** 上坡村 is `spc`. Nothing where there is no Chinese character. */
export function initialsOf(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const letters = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return [letters.join('')];
}
