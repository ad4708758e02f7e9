import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { speakPlainly } from '../plain-words.js';
import { StartError } from '../start-error.js';
import { Config } from './config.js';
import { configSchema, type ConfigValues } from './config.schema.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Tree = { [key: string]: unknown };

const PREFIX = 'SHOUWANG_';
const DEFAULT_FILE = fileURLToPath(new URL('../../../config/default.yaml', import.meta.url));

/** Reads `config/default.yaml` and lays the environment over it. A wrong or unknown key is a {@link StartError}. */
export function loadConfig(environment: Environment = process.env, file = DEFAULT_FILE): Config {
  speakPlainly();
  const values = readYaml(file);
  applyEnvironment(values, environment);
  const parsed = configSchema.safeParse(values);
  if (parsed.success) return new Config(forItsRole(parsed.data));
  const issue = parsed.error.issues[0]!;
  throw new StartError(`configuration: ${describe(issue)} (set it in ${file} or in the environment)`);
}

/** What a role cannot do without. */
function forItsRole(values: ConfigValues): ConfigValues {
  const { role, queue, prober } = values;
  if (role === 'all') return values;
  if (queue.url === null)
    throw new StartError(
      `configuration: the role ${role} needs queue.url (SHOUWANG_QUEUE_URL), as redis://127.0.0.1:6379`,
    );
  if (role === 'control') return values;
  if (prober.zones.length === 0)
    throw new StartError(
      'configuration: a prober needs prober.zones (SHOUWANG_PROBER_ZONES): the ids of its zones',
    );
  if (prober.zoneKey === null && values.secretKey === null)
    throw new StartError(
      'configuration: a prober needs prober.zoneKey (SHOUWANG_PROBER_ZONE_KEY), the key of its zone',
    );
  if (prober.zoneKey !== null && prober.zones.length > 1)
    throw new StartError(
      'configuration: prober.zoneKey (SHOUWANG_PROBER_ZONE_KEY) opens one zone; prober.zones names several',
    );
  return values;
}

function readYaml(file: string): Tree {
  const tree = attemptRead(file);
  if (tree !== null && typeof tree === 'object' && !Array.isArray(tree)) return tree as Tree;
  throw new StartError(`configuration: ${file} must hold settings, as config/default.yaml does`);
}

function attemptRead(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new StartError(`configuration: cannot read ${file}: ${(cause as Error).message.split('\n')[0]}`, {
      cause,
    });
  }
}

function applyEnvironment(values: Tree, environment: Environment): void {
  const paths = new Map(leafPaths(values).map((path) => [variableOf(path), path]));
  for (const [name, text] of Object.entries(environment)) {
    if (text === undefined || !name.startsWith(PREFIX)) continue;
    const path = paths.get(name);
    if (!path)
      throw new StartError(`configuration: ${name} is not a setting; ${suggestion(name, [...paths.keys()])}`);
    setLeaf(values, path, text);
  }
  // The one name that is not ours: where FFmpeg's command is, as other tools have it too.
  if (environment['FFMPEG_PATH']) values['ffmpegPath'] = environment['FFMPEG_PATH'];
}

function leafPaths(node: Tree, above: readonly string[] = []): string[][] {
  return Object.entries(node).flatMap(([key, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? leafPaths(value as Tree, [...above, key])
      : [[...above, key]],
  );
}

/** `probing.heartbeatIntervalS` → `SHOUWANG_PROBING_HEARTBEAT_INTERVAL_S`. */
export function variableOf(path: readonly string[]): string {
  return PREFIX + path.map((part) => part.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()).join('_');
}

/** The default's type says how to read the text: text stays text, a list is split at commas, the rest is YAML. */
function setLeaf(values: Tree, path: readonly string[], text: string): void {
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Tree, values);
  const leaf = path.at(-1)!;
  parent[leaf] = readLike(parent[leaf], text);
}

function readLike(standing: unknown, text: string): unknown {
  if (standing === null) return text === '' ? null : text;
  if (typeof standing === 'string') return text;
  if (Array.isArray(standing))
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  return readScalar(text);
}

/** What is no YAML stays the text that it is, for the schema to refuse. */
function readScalar(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return text;
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return `${[...path, issue.keys[0]].join('.')} is not a setting`;
  const setting = issue.path.filter((part) => typeof part === 'string');
  return `${path.join('.')} (${variableOf(setting)}) ${issue.message}`;
}

function suggestion(name: string, known: readonly string[]): string {
  const words = name.slice(PREFIX.length).split('_');
  const score = (candidate: string): number =>
    words.filter((word) => candidate.split('_').includes(word)).length;
  const best = known.toSorted((a, b) => score(b) - score(a))[0]!;
  return score(best) > 0 ? `did you mean ${best}?` : 'config/default.yaml lists them all';
}

/** For programs that we start: where others are, and in which language they speak; none of our settings. */
export function environmentOfPrograms(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
}
