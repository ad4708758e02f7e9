import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { StartError } from '../../platform/start-error.js';
import type { Actor } from '../actor.js';
import { type Appended, AuditStore } from '../store/audit.store.js';
import type { AnchorRow, AuditRow } from '../store/rows.js';
import type { Anchor } from './anchor-seal.js';
import { chainedHash, NOTHING_BEFORE } from './audit-chain.js';
import { AuditKey } from './audit-key.js';

/** Something that was done, or tried. Never holds a body: there may be passwords in it. */
export interface Deed {
  readonly actor: Actor;
  /** Method and route, as `PATCH /cameras/:id`. */
  readonly action: string;
  /** Id of the entry; null where the deed names none. */
  readonly subject: string | null;
  /** Of the HTTP answer. */
  readonly status: number;
  /** Why, in the words of who did it; null where they gave none. */
  readonly reason: string | null;
}

interface Waiting {
  readonly deed: Deed & { readonly at: number };
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * Keeps what was done, each entry chained to the one before. There is one writer: what comes while it writes goes
 * together into its next transaction, so that a hundred requests at once cost a few commits and not a hundred.
 */
@Injectable()
export class AuditTrail implements OnModuleInit {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    @Inject(AuditStore) private readonly store: AuditStore,
    @Inject(AuditKey) private readonly key: AuditKey,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** A seal of another key can't be told from a forgery later, so it is said now. */
  async onModuleInit(): Promise<void> {
    const anchor = await this.store.anchor();
    if (anchor === null || !this.key.isOfAnotherKey(anchor.seal)) return;
    throw new StartError(
      'audit: another key sealed the audit trail; set SHOUWANG_SECRET_KEY or secret.key to the key that did',
    );
  }

  /** Resolves when the entry is safe; rejects when it could not be written, and then the deed must not show. */
  record(deed: Deed): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ deed: { ...deed, at: this.clock.now() }, done, failed });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.store.append((anchor) => this.follow(anchor, batch));
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
    this.isWriting = false;
  }

  private follow(standing: AnchorRow | null, batch: readonly Waiting[]): Appended {
    let { count, head }: Anchor = standing ?? { count: 0, head: NOTHING_BEFORE };
    const rows = batch.map(({ deed }) => {
      const row = rowOf((count += 1), head, deed);
      head = row.hash;
      return row;
    });
    const isWhole = standing === null || this.key.isSealOf(standing, standing.seal);
    // What was tampered with stays visible: no later entry seals over it.
    if (!isWhole)
      this.log.error({ rows: standing.count }, 'the audit trail is broken; run: npm run audit:verify');
    return { rows, anchor: { count, head, seal: isWhole ? this.key.seal({ count, head }) : null } };
  }
}

function rowOf(seq: number, previous: string, deed: Deed & { readonly at: number }): AuditRow {
  const { at, actor, action, subject, status, reason } = deed;
  const content = {
    seq,
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    role: actor.role,
    address: actor.address,
    action,
    subject,
    status,
    reason,
  };
  return { ...content, hash: chainedHash(previous, content) };
}
