/** In the order in which those of one moment are told. */
export const CHANGE_KINDS = ['states', 'maintenance', 'incidents', 'outages', 'orders', 'register'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that a page shows is not as it was. */
export interface Change {
  readonly kind: ChangeKind;
  /** Of what: of several changes of one thing that are told together, the last one is told. */
  readonly subject: string;
  /** It is told to whom one of these villages exists for; null for everybody. */
  readonly villageIds: readonly string[] | null;
  /** As the page gets it. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/** Where a change stands among all of this process, so that a page can say up to where it has read. */
export interface PlacedChange extends Change {
  readonly place: number;
}

/** The villages of whoever listens; null for all. */
export type Scope = readonly string[] | null;

export function isFor({ villageIds }: Pick<Change, 'villageIds'>, scope: Scope): boolean {
  return scope === null || villageIds === null || villageIds.some((id) => scope.includes(id));
}
