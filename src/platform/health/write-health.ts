import { Injectable } from '@nestjs/common';

/** Whether the database takes writes, told by whoever writes every few seconds, so that asking costs no write. */
@Injectable()
export class WriteHealth {
  private reason: string | null = null;

  /** What the last write failed of, in one line; null while writes succeed. */
  get failure(): string | null {
    return this.reason;
  }

  succeeded(): void {
    this.reason = null;
  }

  failed(cause: unknown): void {
    const { message = '', name = 'unknown' } = (cause ?? {}) as Partial<Error>;
    // A PostgreSQL URL in a message may hold the password.
    this.reason = (message || name).split('\n')[0]!.replaceAll(/\/\/[^@\s]*@/g, '//');
  }
}
