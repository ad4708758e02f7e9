import { Inject, Injectable } from '@nestjs/common';
import { type AuditFilter, AuditStore } from '../store/audit.store.js';
import type { AuditRow } from '../store/rows.js';

export type AuditEntry = AuditRow;

/** The trail as people read it. */
@Injectable()
export class AuditReader {
  constructor(@Inject(AuditStore) private readonly store: AuditStore) {}

  page(filter: AuditFilter, part: { readonly limit: number; readonly before: number | null }) {
    return this.store.page(filter, part);
  }
}
