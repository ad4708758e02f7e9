import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.js';

export const MANIFEST = 'manifest.json';
export const DATABASE_FILES = { sqlite: 'database.sqlite', postgres: 'database.dump' } as const;

/** Nothing that leads out of the folder, whoever has written the manifest. */
const PATH =
  /^(?:database\.(?:sqlite|dump)|data\/(?:secret\.key(?:\.old)?|(?:attachments|maps)\/[\w.-]+(?:\/[\w.-]+)*))$/;

const fileSchema = z.strictObject({
  path: z.string().refine(isKeepable, 'is no file of a backup'),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifestSchema = z.strictObject({
  format: z.literal(1),
  version: z.string().describe('Of the program that made the backup.'),
  madeAt: z.iso.datetime(),
  engine: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()).describe('Those that the database has seen.'),
  rows: z.record(z.string(), z.int().min(0)).describe('How many each table has.'),
  files: z.array(fileSchema),
});

export function isKeepable(path: string): boolean {
  return PATH.test(path) && !path.split('/').includes('..');
}

export type Manifest = z.infer<typeof manifestSchema>;
export type KeptFile = z.infer<typeof fileSchema>;

export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'it is damaged' : (cause as NodeJS.ErrnoException).code;
    throw new StartError(`restore: cannot read ${path} (${why}); name the folder of a whole backup`, {
      cause,
    });
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(
    `restore: ${path} is no manifest of this version (${issue!.path.join('.')}: ${issue!.message}); take another backup`,
  );
}

/** `3 tables with 1200 rows`. */
export function inWords(rows: Readonly<Record<string, number>>): string {
  const counts = Object.values(rows);
  return `${counts.length} tables with ${counts.reduce((sum, count) => sum + count, 0)} rows`;
}
