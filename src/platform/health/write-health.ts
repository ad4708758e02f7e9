import { Injectable } from '@nestjs/common';
import { firstLineOf } from '../database/database-trouble.js';

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
    this.reason = firstLineOf(cause);
  }
}
