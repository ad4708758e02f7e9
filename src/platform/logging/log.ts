import { type DestinationStream, type Logger, pino } from 'pino';

/** Where secrets could slip into a structured line; they are cut out here and nowhere else. */
const SECRET_PATHS = ['password', 'token', 'secret', 'login', 'authorization', 'cookie'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
]);

export interface LogOptions {
  readonly level: string;
  readonly destination?: DestinationStream;
}

type Fields = Record<string, unknown>;

/** Structured lines in JSON: fields first, then one sentence. */
export class Log {
  private readonly logger: Logger;

  constructor({ level, destination }: LogOptions) {
    const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' }, base: null };
    this.logger = destination ? pino(options, destination) : pino(options);
  }

  debug(fields: Fields, message: string): void {
    this.logger.debug(fields, message);
  }

  info(fields: Fields, message: string): void {
    this.logger.info(fields, message);
  }

  warn(fields: Fields, message: string): void {
    this.logger.warn(fields, message);
  }

  error(fields: Fields, message: string): void {
    this.logger.error(fields, message);
  }

  /** Writes what is still buffered; called last on the way out. */
  flush(): void {
    this.logger.flush();
  }
}
