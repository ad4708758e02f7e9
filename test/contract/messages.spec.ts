import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { evidenceBatch } from '../../src/probing/line/evidence-batch.js';
import { probeJob } from '../../src/probing/line/probe-job.js';

const FOLDER = fileURLToPath(new URL('../messages/', import.meta.url));
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'probe-job': probeJob,
  'evidence-batch': evidenceBatch,
};
const RELEASES = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const MESSAGES = RELEASES.flatMap(({ name }) => Object.keys(SCHEMAS).map((kind) => [kind, name] as const));

function read(kind: string, release: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${FOLDER}${release}/${kind}.json`, 'utf8')) as Record<string, unknown>;
}

describe('what control and probers say to each other', () => {
  it.each(MESSAGES)('%s of release %s is understood, and nothing of it is lost', (kind, release) => {
    const message = read(kind, release);
    expect(SCHEMAS[kind]!.parse(message)).toEqual(message);
  });

  it.each(MESSAGES)('%s of release %s may say more than we know', (kind, release) => {
    const message = read(kind, release);
    expect(SCHEMAS[kind]!.parse({ ...message, hence: 'forth' })).toEqual(message);
  });

  it.each(MESSAGES)('%s of release %s is refused where it says that we would go wrong', (kind, release) => {
    expect(SCHEMAS[kind]!.safeParse({ ...read(kind, release), version: 2 }).success).toBe(false);
  });
});
