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
  readonly isForVillageOnly: boolean;
  readonly at: Instant;
  readonly title: Words;
  readonly lines: readonly Words[];
  readonly counted: Words | null;
}

/** What is about to be told, with what is remembered of it. */
export interface Telling {
  readonly told: Told;
  readonly drafts: readonly Draft[];
}

/** Whom a thread is told to in the same words: those of its village or the town, or one village apart. */
export interface Audience extends Pick<Told, 'thread' | 'level' | 'villageId' | 'name'> {
  readonly isForVillageOnly: boolean;
}

/** All who are told of a thread; the first is the one that town channels get, too. */
export function audiencesOf(told: Told): readonly [Audience, ...Audience[]] {
  const apart = told.inVillages.map((village) => ({ ...told, ...village, isForVillageOnly: true }));
  return [{ ...told, isForVillageOnly: false }, ...apart];
}

export function titled({ zh, en }: Words, what: Words): Words {
  return { zh: `${zh} ${what.zh}`, en: `${en} ${what.en}` };
}

type Said = Pick<Draft, 'id' | 'at' | 'title' | 'lines'> & Partial<Pick<Draft, 'counted'>>;

/** A notice of a thread for one audience. */
export function draftFor(audience: Audience, kind: Draft['kind'], said: Said): Draft {
  const { thread, level, villageId, isForVillageOnly } = audience;
  const { id, at, title, lines, counted = null } = said;
  const whose = isForVillageOnly ? `:${villageId}` : '';
  return {
    id: `${thread}:${id}${whose}`,
    thread,
    kind,
    level,
    villageId,
    isForVillageOnly,
    at,
    title,
    lines,
    counted,
  };
}

/** The same to all who are told of a thread, each with the name that it knows. */
export function followUp(
  told: Told,
  kind: Draft['kind'],
  { what, ...said }: Omit<Said, 'title'> & { readonly what: Words },
): readonly Draft[] {
  return audiencesOf(told).map((audience) =>
    draftFor(audience, kind, { ...said, title: titled(audience.name, what) }),
  );
}
