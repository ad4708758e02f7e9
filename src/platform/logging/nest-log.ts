import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.js';

/** Lets the framework's own messages go through the one structured log; its start-up chatter is debug. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, context?: string): void {
    this.target.debug({ context }, String(message));
  }

  /** Nest reports what stops the start before it throws it, and whoever started us says it in one line. */
  error(message: unknown, stack?: string, context?: string): void {
    const isThrownToo = context === 'ExceptionHandler' || stack === 'ExceptionHandler';
    if (isThrownToo) this.target.debug({ context, stack }, String(message));
    else this.target.error({ context, stack }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.target.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.target.debug({ context }, String(message));
  }
}
