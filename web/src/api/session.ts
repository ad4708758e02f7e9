import { computed, reactive } from 'vue';
import { api, told } from './client.ts';
import { isProblem } from './problem.ts';

export type Role = 'admin' | 'technician' | 'planner' | 'village' | 'auditor';

export interface Person {
  readonly id: string | null;
  readonly name: string;
  readonly role: Role;
  /** Null for the whole town. */
  readonly villageIds: readonly string[] | null;
  readonly mustChangePassword: boolean;
}

const state = reactive({ person: null as Person | null, isKnown: false });

let asked: Promise<Person | null> | null = null;

/** Who is signed in, asked once. */
async function find(): Promise<Person | null> {
  if (state.isKnown) return state.person;
  asked ??= ask().finally(() => {
    asked = null;
  });
  return asked;
}

async function ask(): Promise<Person | null> {
  try {
    state.person = (await told(api.GET('/api/v1/sessions/current'))) as Person;
  } catch (cause) {
    if (!isProblem(cause) || cause.status !== 401) throw cause;
    state.person = null;
  }
  state.isKnown = true;
  return state.person;
}

async function signIn(username: string, password: string): Promise<Person> {
  const person = await told(api.POST('/api/v1/sessions', { body: { username, password } }));
  Object.assign(state, { person, isKnown: true });
  return person as Person;
}

async function signOut(): Promise<void> {
  await api.DELETE('/api/v1/sessions/current');
  ended();
}

async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const body = { currentPassword, newPassword };
  state.person = (await told(api.POST('/api/v1/sessions/current/password', { body }))) as Person;
}

function ended(): void {
  Object.assign(state, { person: null, isKnown: true });
}

export const session = { find, signIn, signOut, changePassword, ended };
export const person = computed(() => state.person);

export function may(...roles: readonly Role[]): boolean {
  return state.person !== null && roles.includes(state.person.role);
}
