import { build } from './build.mjs';
import { install } from './install.mjs';
import { isMain, orExit, SetUpError } from './say.mjs';
import { isBuilt, isInstalled } from './stamp.mjs';

const OLDEST_NODE = [20, 19];

/** Installs and builds what is missing or out of date, and nothing else; where it can't, says what to do and exits. */
export async function setUp() {
  await orExit(async () => {
    await installWhatIsMissing();
    if (!isBuilt()) await build();
  });
}

/** The part of set-up that every check needs; throws a SetUpError that says what to do. */
export async function installWhatIsMissing() {
  checkNode();
  if (!isInstalled()) await install();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetUpError(
    `Node ${process.versions.node} is too old; install Node ${OLDEST_NODE.join('.')} or newer (20, 22 or 24)`,
  );
}

if (isMain(import.meta.url)) await setUp();
