import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './platform/config/config.js';
import { loadConfig } from './platform/config/load-config.js';
import { zoneSettings } from './platform/key/zone-settings.js';
import {
  type AclFile,
  CONTROL_USER,
  edgesOf,
  hasControl,
  readAclFile,
  userOf,
  withControl,
  withEdge,
  withoutEdge,
  writeAclFile,
} from './platform/queue/acl-file.js';
import { loadAcl } from './platform/queue/load-acl.js';
import { runCommand } from './platform/run-command.js';
import { StartError } from './platform/start-error.js';

const USAGE = `edge: npm run -s edge -- enrol <name> <id of its zone>
                        revoke <name>
                        list
zones are told by GET /api/v1/zones`;

/**
 * `npm run -s edge -- enrol | revoke | list`: who may come at the queue. The ACL file that Redis or Valkey reads is made
 * here; what an edge is to be started with is printed once, and kept nowhere.
 */
await runCommand(async () => {
  const [verb, name, zoneId] = process.argv.slice(2);
  const config = loadConfig();
  const file = config.queue.aclFile ?? join(config.dataDir, 'edges.acl');
  const acl = read(file);
  if (verb === 'list') return list(acl);
  if (verb === 'revoke' && isName(name)) return revoke(config, file, { acl, name });
  if (verb === 'enrol' && isName(name) && zoneId !== undefined && /^[0-9a-f-]{36}$/i.test(zoneId))
    return enrol(config, file, { acl, name, zoneId });
  throw new StartError(USAGE);
});

async function enrol(
  config: Config,
  file: string,
  { acl, name, zoneId }: { readonly acl: AclFile; readonly name: string; readonly zoneId: string },
): Promise<void> {
  const url = queueUrl(config);
  const isFirst = !hasControl(acl);
  const controlPassword = newPassword();
  const password = newPassword();
  const ofZone = zoneSettings(config, zoneId);
  write(file, withEdge(isFirst ? withControl(acl, controlPassword) : acl, { name, zoneId }, password));
  say(`# What the edge "${name}" is started with; it is shown once:`);
  print('SHOUWANG_ROLE=prober');
  print(`SHOUWANG_PROBER_NAME=${name}`);
  process.stdout.write(ofZone);
  print(`SHOUWANG_QUEUE_URL=${withLogin(url, userOf(name), password)}`);
  if (url.protocol === 'redis:')
    say('# This line is open to whoever stands beside it: use rediss:// where it leaves your own network.');
  if (isFirst) sayFirst(file, withLogin(url, CONTROL_USER, controlPassword));
  else await load(config, file);
}

async function revoke(
  config: Config,
  file: string,
  { acl, name }: { readonly acl: AclFile; readonly name: string },
): Promise<void> {
  const left = withoutEdge(acl, name);
  if (left === null)
    throw new StartError(`edge: there is no "${name}" in ${file}; see npm run -s edge -- list`);
  write(file, left);
  say(
    `# "${name}" is no user any more. Its zone's key stays as it is: it opens what this edge can no longer fetch.`,
  );
  await load(config, file);
}

function list(acl: AclFile): void {
  for (const { name, zoneId } of edgesOf(acl)) print(`${name} ${zoneId}`);
}

function sayFirst(file: string, controlUrl: string): void {
  say('# The first edge: from now on nobody comes at the queue without a password. Start control with');
  print(`# SHOUWANG_QUEUE_URL=${controlUrl}`);
  say(`# and Redis or Valkey with --aclfile ${file}`);
}

async function load(config: Config, file: string): Promise<void> {
  const refusal = await loadAcl(config);
  if (refusal === null) say('# The queue knows it.');
  else say(`# The queue does not know it yet (${refusal}): give it ${file}, then say ACL LOAD to it.`);
}

function read(file: string): AclFile {
  if (!existsSync(file)) return { users: new Map() };
  const acl = readAclFile(readFileSync(file, 'utf8'));
  if (acl === null)
    throw new StartError(`edge: ${file} is no ACL file of Redis; put it aside, and enrol anew`);
  return acl;
}

/** Whole or not at all. It holds hashes alone, and whoever Redis runs as must read it. */
function write(file: string, acl: AclFile): void {
  writeFileSync(`${file}.new`, writeAclFile(acl), { mode: 0o644 });
  renameSync(`${file}.new`, file);
}

function queueUrl({ queue }: Config): URL {
  if (queue.url !== null && /^rediss?:/.test(queue.url)) return new URL(queue.url);
  throw new StartError('edge: set queue.url (SHOUWANG_QUEUE_URL) to the Redis or Valkey that edges come to');
}

function withLogin(url: URL, user: string, password: string): string {
  const own = new URL(url);
  own.username = user;
  own.password = password;
  return own.toString();
}

function isName(name: string | undefined): name is string {
  return name !== undefined && /^[a-z0-9][a-z0-9-]{0,40}$/.test(name);
}

function newPassword(): string {
  return randomBytes(32).toString('hex');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** For people: what is to be kept stands alone in the other stream. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
