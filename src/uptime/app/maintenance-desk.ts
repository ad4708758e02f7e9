import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { endVersion, hasEnded, validityOf, type WindowDraft } from '../domain/change-window.js';
import type { MaintenanceScope, MaintenanceWindow } from '../domain/maintenance.js';
import type { Page, PageBounds } from '../store/outage.store.js';
import { MaintenanceBook } from './maintenance-book.js';
import { WindowScopes } from './window-scopes.js';

export type WindowChange = { readonly [F in keyof WindowDraft]?: WindowDraft[F] | undefined };

/** A window as it holds now, or held last. */
export interface WindowFound extends MaintenanceWindow {
  readonly hasEnded: boolean;
}

/** Maintenance windows as people enter, change and end them. Each change is a new version, which holds from now on. */
@Injectable()
export class MaintenanceDesk {
  constructor(
    @Inject(MaintenanceBook) private readonly book: MaintenanceBook,
    @Inject(WindowScopes) private readonly scopes: WindowScopes,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the order of their first entering. */
  list({ limit, cursor }: PageBounds, isEnded: boolean | null): Page<WindowFound> {
    const found = this.book
      .windows()
      .map((window) => this.found(window))
      .filter((window) => window.id > (cursor ?? '') && this.scopes.isSeen(window.scope))
      .filter((window) => isEnded === null || window.hasEnded === isEnded)
      .toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null };
  }

  one(id: string): WindowFound {
    const window = this.book.window(id);
    if (window !== null && this.scopes.isSeen(window.scope)) return this.found(window);
    throw new DomainError('not-found', 'no-such-window', `There is no maintenance window with the id ${id}.`);
  }

  async enter(scope: MaintenanceScope, draft: WindowDraft): Promise<WindowFound> {
    await this.scopes.expectWritable(scope);
    return this.keep(this.version(this.ids.next(), scope, draft, this.clock.now()));
  }

  async change(id: string, change: WindowChange): Promise<WindowFound> {
    const before = await this.writable(id);
    const now = this.clock.now();
    const schedule = change.schedule ?? before.schedule;
    const begin = schedule.kind === 'once' ? schedule.startsAt : now;
    const draft: WindowDraft = {
      name: change.name ?? before.name,
      reason: change.reason === undefined ? before.reason : change.reason,
      schedule,
      from: change.from ?? Math.max(now, begin, before.validFrom),
      until: change.until === undefined ? before.validUntil : change.until,
      rewritesPast: change.rewritesPast ?? false,
    };
    return this.keep(this.version(id, before.scope, draft, now), endVersion(before, now));
  }

  /** What is past of it stays maintenance. */
  async end(id: string): Promise<void> {
    await this.keep(endVersion(await this.writable(id), this.clock.now()));
  }

  private async writable(id: string): Promise<MaintenanceWindow> {
    const window = this.one(id);
    await this.scopes.expectWritable(window.scope);
    if (!window.hasEnded) return window;
    throw new DomainError(
      'conflict',
      'window-has-ended',
      'This maintenance window is over, and what is past stays as it was counted; enter a new one.',
    );
  }

  private version(id: string, scope: MaintenanceScope, draft: WindowDraft, now: Instant): MaintenanceWindow {
    const { name, reason, schedule } = draft;
    const validity = validityOf(draft, now);
    return {
      id,
      versionId: this.ids.next(),
      name,
      reason,
      scope,
      schedule,
      ...validity,
      rewritesPast: validity.validFrom < now,
      createdAt: now,
      createdBy: this.scopes.actorName(),
    };
  }

  private async keep(version: MaintenanceWindow, ended?: MaintenanceWindow): Promise<WindowFound> {
    await this.book.keep(ended === undefined ? [version] : [ended, version]);
    return this.found(version);
  }

  private found(window: MaintenanceWindow, now: Instant = this.clock.now()): WindowFound {
    return { ...window, hasEnded: hasEnded(window, now) };
  }
}
