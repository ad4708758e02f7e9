import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './run.mjs';

const INSTALL_STAMP = path.join(ROOT, 'node_modules', '.shouwang-stamp');
const BUILD_STAMP = path.join(ROOT, 'dist', '.shouwang-stamp');

const SOURCE = /\.(?:ts|vue|css|html|svg|json)$/;
const NO_SOURCE = /\.spec\.ts$|(?:^|\/)testing\/|^src\/api\/schema\.d\.ts$/;

/** True when `node_modules` was installed from this lock file, for this Node ABI and machine. */
export const isInstalled = () => readText(INSTALL_STAMP) === installStamp();

export const markInstalled = () => writeFileSync(INSTALL_STAMP, installStamp());

/** True when `dist` was built from these sources. */
export const isBuilt = () => readText(BUILD_STAMP) === buildStamp();

export const markBuilt = (stamp) => writeFileSync(BUILD_STAMP, stamp);

/** Taken before the build starts: an edit made while the compiler runs must not pass as built. */
export function buildStamp() {
  const hash = createHash('sha256');
  const sources = ['src', 'web'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true })
      .filter((file) => SOURCE.test(file) && !NO_SOURCE.test(file))
      .map((file) => path.join(folder, file))
      .toSorted(),
  );
  for (const file of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', ...sources]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function installStamp() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const machine = `${process.platform}-${process.arch}-abi${process.versions.modules}`;
  return createHash('sha256').update(lock).update(machine).digest('hex');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
