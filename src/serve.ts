import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartError } from './platform/start-error.js';

/** Where it listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export async function serve(app: NestFastifyApplication, { host, port }: Place): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (cause) {
    await app.close();
    throw portRefused(cause, { host, port });
  }
}

/** What a port fails of, in one line; other causes as they are. */
export function portRefused(cause: unknown, { host, port }: Place): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  // The rooms wake up inside `listen`, too: what they cannot start with is no matter of the port.
  if (code === undefined || cause instanceof StartError) return cause;
  const advice =
    code === 'EADDRINUSE' ? 'is taken; stop what uses it or set SHOUWANG_HTTP_PORT' : `fails: ${code}`;
  return new StartError(`http: port ${port} on ${host} ${advice}`, { cause });
}

/** Ends in order what was begun, the last first, and then the process. */
export class Ends {
  private readonly ends: (() => Promise<void>)[] = [];

  constructor(sayStopping: (signal: string) => void) {
    const stop = async (signal: string): Promise<void> => {
      sayStopping(signal);
      for (const end of this.ends.toReversed()) await end();
      process.exit(0);
    };
    process.once('SIGTERM', (signal) => void stop(signal));
    process.once('SIGINT', (signal) => void stop(signal));
  }

  add(end: () => Promise<void>): void {
    this.ends.push(end);
  }
}
