import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { StartError } from '../start-error.js';
import type { Config } from './config.js';
import { loadConfig } from './load-config.js';

const INVALID = new URL('../../../test/invalid-input/config/', import.meta.url);
const DEFAULT_FILE = fileURLToPath(new URL('../../../config/default.yaml', import.meta.url));

interface Case {
  readonly environment?: Readonly<Record<string, string>>;
  /** Lies over the default file, group by group; text that is no map stands in its place. */
  readonly yaml?: string;
  readonly message: string;
}

function refusal(load: () => Config): string {
  try {
    load();
  } catch (cause) {
    if (cause instanceof StartError) return cause.message;
    throw cause;
  }
  throw new Error('the configuration was taken');
}

/** The default file with `yaml` over it. */
function fileText(yaml: string): string {
  const standing = parse(readFileSync(DEFAULT_FILE, 'utf8')) as Record<string, object>;
  let change: unknown;
  try {
    change = parse(yaml);
  } catch {
    return yaml;
  }
  if (change === null || typeof change !== 'object' || Array.isArray(change)) return yaml;
  const merged = Object.entries(change).map(([group, values]) => [
    group,
    values !== null && typeof values === 'object'
      ? { ...standing[group], ...(values as object) }
      : (values as unknown),
  ]);
  return stringify({ ...standing, ...(Object.fromEntries(merged) as object) });
}

describe('loadConfig', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-config-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the defaults as they are', () => {
    const config = loadConfig({});

    expect(config.http).toEqual({ host: '127.0.0.1', port: 8680 });
    expect(config.secretKey).toBeNull();
    expect(config.metrics.openTo).toEqual(['127.0.0.0/8', '::1/128']);
  });

  it.each([
    [
      'a number',
      'PROBING_HEARTBEAT_INTERVAL_S',
      '2.5',
      (config: Config) => config.probing.heartbeatIntervalS,
      2.5,
    ],
    ['text that looks like a number', 'HTTP_HOST', '10', (config: Config) => config.http.host, '10'],
    [
      'text where null stands',
      'BOOTSTRAP_TOKEN',
      '123456789012345678901234',
      (config: Config) => config.bootstrapToken,
      '123456789012345678901234',
    ],
    ['nothing where null stands', 'DATABASE_URL', '', (config: Config) => config.database.url, null],
    [
      'a list',
      'METRICS_OPEN_TO',
      ' 10.0.0.0/8, fd00::/8 ,',
      (config: Config) => config.metrics.openTo,
      ['10.0.0.0/8', 'fd00::/8'],
    ],
    ['an empty list', 'METRICS_OPEN_TO', '', (config: Config) => config.metrics.openTo, []],
  ])('reads %s from the environment', (_, name, text, read, value) => {
    expect(read(loadConfig({ [`SHOUWANG_${name}`]: text }))).toEqual(value);
  });

  it('looks only at its own variables, and at FFMPEG_PATH', () => {
    const config = loadConfig({
      HTTP_PORT: '1',
      FFMPEG_PATH: '/usr/bin/ffmpeg',
      SHOUWANG_LOG_LEVEL: undefined,
    });

    expect(config.http.port).toBe(8680);
    expect(config.ffmpegPath).toBe('/usr/bin/ffmpeg');
    expect(config.log.level).toBe('info');
  });

  it.each(readdirSync(INVALID).toSorted())('refuses %s', (fileName) => {
    const {
      environment = {},
      yaml,
      message,
    } = JSON.parse(readFileSync(new URL(fileName, INVALID), 'utf8')) as Case;
    const file = yaml === undefined ? DEFAULT_FILE : join(folder, fileName.replace('.json', '.yaml'));
    if (yaml !== undefined) writeFileSync(file, fileText(yaml));

    const line = refusal(() => loadConfig(environment, file));

    expect(line).toBe(message.replace('{file}', file));
    expect(line).not.toContain('5ec7e7');
  });

  it('refuses a file that is not there', () => {
    const file = join(folder, 'nowhere.yaml');

    expect(refusal(() => loadConfig({}, file))).toBe(
      `configuration: cannot read ${file}: ENOENT: no such file or directory, open '${file}'`,
    );
  });
});
