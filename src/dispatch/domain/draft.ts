import type { Instant } from '../../kernel/instant.js';
import type { Level, Told } from './told.js';
import type { Words } from './words.js';

/** A notice as the room that delivers it takes it; its id is made of what it is about, so that it is told once. */
export interface Draft {
  readonly id: string;
  readonly thread: string;
  readonly kind: 'opened' | 'recovered' | 'escalated' | 'reminder' | 'report';
  readonly level: Level;
  readonly villageId: string | null;
  readonly at: Instant;
  readonly title: Words;
  readonly lines: readonly Words[];
  readonly counted: Words | null;
}

/** What is about to be told, with what is remembered of it. */
export interface Telling {
  readonly told: Told;
  readonly draft: Draft;
}

export function titled({ zh, en }: Words, what: Words): Words {
  return { zh: `${zh} ${what.zh}`, en: `${en} ${what.en}` };
}

/** A later notice of a thread that was opened. */
export function followUp(
  told: Told,
  kind: Draft['kind'],
  { id, at, title, lines, counted = null }: Pick<Draft, 'id' | 'at' | 'title' | 'lines'> & Partial<Draft>,
): Draft {
  const { thread, level, villageId } = told;
  return { id: `${thread}:${id}`, thread, kind, level, villageId, at, title, lines, counted };
}
