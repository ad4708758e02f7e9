import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { environmentOfPrograms } from '../config/load-config.js';
import { StartError } from '../start-error.js';

const run = promisify(execFile);
/** What these programs say is for people, and short. */
const MAX_OUTPUT_BYTES = 1_048_576;

export type PostgresTool = 'pg_dump' | 'pg_restore';

/** Throws where the program is older than what it is to understand, or not there. */
export async function expectAtLeast(tool: PostgresTool, major: number, of: string): Promise<void> {
  const version = await versionOf(tool);
  if (version >= major) return;
  throw new StartError(
    `${tool}: it is of version ${version}, and ${of} of ${major}; install the client of PostgreSQL ${major} or newer`,
  );
}

/** The first number. */
async function versionOf(tool: PostgresTool): Promise<number> {
  const { stdout } = await run(tool, ['--version'], { timeout: 20_000, env: environmentOfPrograms() }).catch(
    (cause: unknown) => {
      throw new StartError(
        `${tool}: it is needed and cannot be started; install the client of PostgreSQL, in the version of your server ` +
          'or newer (Debian: apt-get install postgresql-client)',
        { cause },
      );
    },
  );
  return Number(/\) (\d+)/.exec(stdout)?.[1] ?? 0);
}

/** Runs it on the database at `url`. The password goes by the environment: arguments are everybody's to read. */
export async function runOn(url: string, tool: PostgresTool, args: readonly string[]): Promise<void> {
  try {
    await run(tool, args, { env: environmentFor(url), maxBuffer: MAX_OUTPUT_BYTES });
  } catch (cause) {
    const { stderr = '', code } = cause as { stderr?: string; code?: unknown };
    throw new StartError(`${tool}: ${stderr.split('\n')[0] || `it ended with ${String(code)}`}`, { cause });
  }
}

function environmentFor(url: string): Record<string, string> {
  const { host, port, user, password, database } = new Client(url);
  const { searchParams } = new URL(url);
  const given = {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: searchParams.get('sslmode'),
    PGSSLROOTCERT: searchParams.get('sslrootcert'),
  };
  const known = Object.entries(given).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return { ...environmentOfPrograms(), ...Object.fromEntries(known), PGCONNECT_TIMEOUT: '10' };
}
