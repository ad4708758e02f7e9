/** Who did something, as it is written down beside what was done. */
export interface Person {
  readonly kind: 'user' | 'token' | 'system' | 'nobody';
  readonly id: string | null;
  /** The user, or the owner of the token; null where nobody is known to be behind it. */
  readonly userId: string | null;
  readonly name: string;
}

/** Also where one of them is a token of the other, or a token of the same owner. */
export function isSamePerson(one: Person, other: Person): boolean {
  if (one.userId !== null && one.userId === other.userId) return true;
  return one.name === other.name || (one.id !== null && one.id === other.id);
}
