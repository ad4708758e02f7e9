import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import openapiTS, { astToString } from 'openapi-typescript';
import { build } from 'vite';
import { ROOT, run } from './run.mjs';
import { SetUpError } from './say.mjs';
import { startBuilt } from './start-built.mjs';

const WEB = path.join(ROOT, 'web');
const TYPES = path.join(WEB, 'src', 'api', 'schema.d.ts');
const HEAD = '// Made from the OpenAPI document of the service by every build.\n';

/** The pages into `dist/web`, against the API as the built service describes it: a route that changed breaks the build. */
export async function buildPages() {
  await writeTypes();
  await Promise.all([check(), build({ configFile: path.join(WEB, 'vite.config.ts'), logLevel: 'error' })]);
  compress(path.join(ROOT, 'dist', 'web'));
}

async function writeTypes() {
  let types;
  const fault = await startBuilt(async (url) => {
    const answer = await fetch(new URL('/api/docs-json', url));
    types = astToString(await openapiTS(await answer.text()));
  });
  if (fault !== undefined)
    throw new SetUpError(`the built service does not start, and pages need its API:\n${fault}`);
  writeFileSync(TYPES, HEAD + types);
}

async function check() {
  const { code, output } = await run(process.execPath, [
    'node_modules/vue-tsc/bin/vue-tsc.js',
    '-p',
    'web/tsconfig.json',
  ]);
  if (code !== 0) throw new SetUpError(`the pages do not fit the API:\n${output.trimEnd()}`);
}

/** Once here instead of at every request. */
function compress(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) =>
    /\.(?:js|css|html|svg|json)$/.test(file),
  );
  for (const file of files) {
    const at = path.join(folder, file);
    const content = readFileSync(at);
    writeFileSync(`${at}.gz`, gzipSync(content, { level: 9 }));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${at}.br`, brotliCompressSync(content, { params }));
  }
}
