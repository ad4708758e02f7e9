import { createHash } from 'node:crypto';
import { prefixOf } from './bull-queues.js';

/** All that BullMQ asks for, and nothing that shows or changes the server. */
const RIGHTS = 'resetchannels +@all -@admin -@dangerous +info';
const CONTROL = 'shouwang';
const EDGE = 'edge-';

/** Whom Redis or Valkey lets in: whoever plans, at everything of ours; each edge at its zone; nobody else at all. */
export interface AclFile {
  /** By name, each a line of the file. */
  readonly users: ReadonlyMap<string, string>;
}

export interface Edge {
  readonly name: string;
  readonly zoneId: string;
}

/** Null where a line is none of Redis's. Redis takes no comments in it. */
export function readAclFile(text: string): AclFile | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const users = new Map(lines.map((line) => [/^user (\S+) /.exec(line)?.[1] ?? '', line] as const));
  return users.has('') ? null : { users };
}

export function writeAclFile({ users }: AclFile): string {
  return [...users.values()].map((line) => `${line}\n`).join('');
}

/** With who plans, and with no door open to who says no password. */
export function withControl({ users }: AclFile, password: string): AclFile {
  const control = `user ${CONTROL} on ${hashed(password)} ~${prefixOf('*')} ${RIGHTS} +acl|load`;
  return { users: new Map([...users, ['default', 'user default off'], [CONTROL, control]]) };
}

export function hasControl({ users }: AclFile): boolean {
  return users.has(CONTROL);
}

/** In place of one of the same name, whose password opens nothing any more. */
export function withEdge({ users }: AclFile, { name, zoneId }: Edge, password: string): AclFile {
  const user = userOf(name);
  const line = `user ${user} on ${hashed(password)} ~${prefixOf(zoneId)}:* ${RIGHTS}`;
  return { users: new Map([...users, [user, line]]) };
}

/** Null where there is none of that name. */
export function withoutEdge({ users }: AclFile, name: string): AclFile | null {
  const user = userOf(name);
  if (!users.has(user)) return null;
  return { users: new Map([...users].filter(([known]) => known !== user)) };
}

export function edgesOf({ users }: AclFile): readonly Edge[] {
  const prefix = `~${prefixOf('')}`;
  return [...users].flatMap(([user, line]) => {
    const zone = line.split(' ').find((word) => word.startsWith(prefix));
    if (!user.startsWith(EDGE) || zone === undefined) return [];
    return [{ name: user.slice(EDGE.length), zoneId: zone.slice(prefix.length).replace(/:\*$/, '') }];
  });
}

export const CONTROL_USER = CONTROL;

export function userOf(name: string): string {
  return `${EDGE}${name}`;
}

/** As Redis keeps passwords. Ours are 256 random bits, so that nobody finds them by their hash. */
function hashed(password: string): string {
  return `#${createHash('sha256').update(password).digest('hex')}`;
}
