/**
 * Installs and builds what is missing, and says so. Compares the lock file and the sources with the stamps that the
 * last set-up left, so that a second run costs a fraction of a second.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INSTALL_STAMP = join(ROOT, 'node_modules', '.shouwang-installed');
const BUILD_STAMP = join(ROOT, 'dist', '.shouwang-built');

export function setUp() {
  process.chdir(ROOT);
  requireNode();
  step('install', 'npm packages', INSTALL_STAMP, hashOf(['package.json', 'package-lock.json']), install);
  step(
    'build',
    'the service',
    BUILD_STAMP,
    hashOf(['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'src']),
    build,
  );
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: install Node 20.19 or newer`);
}

function step(verb, what, stamp, wanted, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write(`set-up: ${verb} ${what} …\n`);
  const begun = Date.now();
  work();
  writeFileSync(stamp, wanted);
  process.stdout.write(`set-up: ${verb} ${what}: done in ${Math.round((Date.now() - begun) / 1000)} s\n`);
}

function install() {
  const env = {
    ...process.env,
    // node-av and better-sqlite3 would ask other hosts for binaries; what we need of them is in the npm registry.
    SKIP_FFMPEG: 'true',
    npm_config_build_from_source: 'true',
    ...nodeHeaders(),
  };
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    env,
    'needs the npm registry, g++, make and python3 (apt-get install g++ make python3)',
  );
}

/** better-sqlite3 compiles against Node's own headers; those beside this Node save asking nodejs.org for them. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const isSet = process.env['npm_config_nodedir'] !== undefined;
  return !isSet && existsSync(join(prefix, 'include', 'node', 'node.h'))
    ? { npm_config_nodedir: prefix }
    : {};
}

function build() {
  run('npm', ['run', '--silent', 'build'], process.env, 'the sources do not compile; see above');
}

function run(command, args, env, advice) {
  const { status, error } = spawnSync(command, args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: ROOT,
  });
  if (status !== 0) fail(`${command} ${args[0]} failed${error ? ` (${error.message})` : ''}: ${advice}`);
}

export function hashOf(paths) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of paths.flatMap(filesUnder)) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function filesUnder(path) {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  const inside = readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true });
  return inside
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}

function fail(message) {
  process.stderr.write(`set-up: ${message}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
