import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { SetUpError, say, seconds } from './say.mjs';
import { markInstalled } from './stamp.mjs';

const COMPILER_HINT = 'apt-get install -y g++ make python3';

/** Makes `node_modules` what the lock file says, fetching from nowhere but the npm registry. */
export async function install() {
  if (isLikeTheLockFile() && (await nativeModulesLoad())) {
    markInstalled();
    return;
  }
  say('set-up: installing packages and compiling better-sqlite3 (npm ci; a minute or two) …');
  const startedMs = performance.now();
  await npmInstall(await installEnv());
  if (!(await nativeModulesLoad())) {
    throw new SetUpError(
      `better-sqlite3 was not compiled, or for another Node. Compiler missing? ${COMPILER_HINT}; then: npm rebuild better-sqlite3`,
    );
  }
  markInstalled();
  say(`set-up: packages installed in ${seconds(startedMs)}`);
}

async function npmInstall(env) {
  // At `npm --silent` the complaints that are read below would be missing.
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'];
  let result = await run('npm', ['ci', ...options], { env });
  if (result.code !== 0 && isMissingOptionalOnly(result.output)) {
    result = await run('npm', ['install', '--no-save', ...options], { env });
  }
  if (result.code !== 0) throw new SetUpError(`${explain(result)}\n\n${excerpt(result.output)}`);
}

/**
 * npm 11's `ci` calls a lock file out of date when the registry lacks binaries for other systems than this one
 * (npm/cli issue 9846: it names them without a version); `install` takes the same versions from the same lock file.
 */
function isMissingOptionalOnly(output) {
  const complaints = output.split('\n').filter((line) => /(Missing|Invalid): /.test(line));
  return complaints.length > 0 && complaints.every((line) => /Missing: \S+@ from lock file/.test(line));
}

/** npm's own record of what it installed, so that a plain `npm ci` before this script isn't repeated. */
function isLikeTheLockFile() {
  const recordFile = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(recordFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(recordFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' || (place in present ? present[place].integrity === entry.integrity : entry.optional),
  );
}

async function nativeModulesLoad() {
  const { code } = await run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"]);
  return code === 0;
}

/**
 * better-sqlite3 is compiled here (`.prebuild-installrc` keeps it from asking GitHub for a binary), with the headers
 * beside the running Node (else node-gyp would fetch them from nodejs.org), node-av must not fetch an `ffmpeg`, and
 * scarf must not report the installation: an npm before 11 knows no `allowScripts`.
 */
async function installEnv() {
  const env = { ...process.env, SKIP_FFMPEG: 'true', SCARF_ANALYTICS: 'false' };
  const prefix = path.dirname(path.dirname(process.execPath));
  const isChosen = ['npm_config_nodedir', 'npm_package_config_node_gyp_nodedir'].some((key) => key in env);
  if (isChosen) return env;
  if (!existsSync(path.join(prefix, 'include', 'node', 'node.h'))) {
    say(
      `set-up: no headers beside Node (${prefix}/include/node), so node-gyp fetches them; npm_config_nodedir names another place`,
    );
    return env;
  }
  // npm 11 warns of settings it doesn't know; npm 10 brings a node-gyp that doesn't know the new name.
  const { output } = await run('npm', ['--version']);
  const key =
    Number.parseInt(output, 10) >= 11 ? 'npm_package_config_node_gyp_nodedir' : 'npm_config_nodedir';
  return { ...env, [key]: prefix };
}

function explain({ code, output }) {
  if (code === 127) return 'npm is not on the PATH; it comes with Node: install Node 20.19 or newer';
  if (/not found: make|g\+\+|find Python|python3?: not found/i.test(output)) {
    return `better-sqlite3 could not be compiled; a C++ compiler, make and Python 3 are needed: ${COMPILER_HINT}`;
  }
  if (/in sync/.test(output)) return 'package.json and package-lock.json do not agree; run: npm install';
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(output)) {
    return 'the npm registry did not answer; check the network, or `npm config get registry`';
  }
  return 'npm ci failed; what it said follows';
}

/** The beginning and the end: npm says what is wrong first, and how it is called after that. */
function excerpt(text) {
  const lines = text.trimEnd().split('\n');
  return lines.length <= 40 ? lines.join('\n') : [...lines.slice(0, 20), '…', ...lines.slice(-20)].join('\n');
}
