export const ROLES = ['admin', 'technician', 'planner', 'village', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Who does something: a person, a program with a token, the service itself, or one whom nobody has asked yet. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'system' | 'nobody';
  /** Id of the user or token; null for the service itself and for the bootstrap token. */
  readonly id: string | null;
  /** The person behind it: the user, or the owner of the token; null where nobody is known to be. */
  readonly userId: string | null;
  /** As it is written into history and audit trail. */
  readonly name: string;
  /** Null may do nothing. */
  readonly role: Role | null;
  /** The villages whose rows exist for this actor; null for all of them. */
  readonly villageIds: readonly string[] | null;
  /** Where the request came from; null for what the service does of its own accord. */
  readonly address: string | null;
}

export const SYSTEM_ACTOR: Actor = {
  kind: 'system',
  id: null,
  userId: null,
  name: 'system',
  role: 'admin',
  villageIds: null,
  address: null,
};

export const nobody = (address: string): Actor => ({
  kind: 'nobody',
  id: null,
  userId: null,
  name: 'nobody',
  role: null,
  villageIds: [],
  address,
});
