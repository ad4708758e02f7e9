import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type Instant, toIso } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { endVersion, hasEnded, validityOf, type WindowDraft } from '../domain/change-window.js';
import type { MaintenanceScope, MaintenanceWindow } from '../domain/maintenance.js';
import type { Page, PageBounds } from '../store/outage.store.js';
import { MaintenanceBook } from './maintenance-book.js';
import { MaintenanceWatch } from './maintenance-watch.js';
import { type OtherWindow, WindowOverlaps } from './window-overlaps.js';
import { WindowScopes } from './window-scopes.js';

export type WindowChange = { readonly [F in keyof WindowDraft]?: WindowDraft[F] | undefined };

type IsExpected = (window: Pick<MaintenanceWindow, 'versionId'>) => boolean;

/** A window as it holds now, or held last. */
export interface WindowFound extends MaintenanceWindow {
  readonly hasEnded: boolean;
  /** Null but for a window of one camera, and of one that is gone. */
  readonly cameraName: string | null;
  /** Windows to come that it shares a camera and an instant with, within 31 days. */
  readonly overlaps: readonly OtherWindow[];
}

/** Maintenance windows as people enter, change and end them. Each change is a new version, which holds from now on. */
@Injectable()
export class MaintenanceDesk {
  constructor(
    @Inject(MaintenanceBook) private readonly book: MaintenanceBook,
    @Inject(MaintenanceWatch) private readonly watch: MaintenanceWatch,
    @Inject(WindowScopes) private readonly scopes: WindowScopes,
    @Inject(WindowOverlaps) private readonly overlaps: WindowOverlaps,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the order of their first entering. */
  list({ limit, cursor }: PageBounds, isEnded: boolean | null): Page<WindowFound> {
    const now = this.clock.now();
    const fitting = this.seen()
      .filter((window) => window.id > (cursor ?? ''))
      .filter((window) => isEnded === null || hasEnded(window, now) === isEnded)
      .toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const items = fitting.slice(0, limit).map(this.finder(now));
    return { items, nextCursor: fitting.length > limit ? items.at(-1)!.id : null };
  }

  one(id: string): WindowFound {
    const window = this.book.window(id);
    if (window !== null && this.scopes.isSeen(window.scope)) return this.finder()(window);
    throw new DomainError('not-found', 'no-such-window', `There is no maintenance window with the id ${id}.`);
  }

  async enter(scope: MaintenanceScope, draft: WindowDraft): Promise<WindowFound> {
    await this.scopes.expectWritable(scope);
    return this.keep(this.version(this.ids.next(), scope, draft, this.clock.now()));
  }

  /** `isExpected` says whether it may go over this version of the window. */
  async change(id: string, change: WindowChange, isExpected: IsExpected = anyVersion): Promise<WindowFound> {
    const before = await this.writable(id, isExpected);
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
  async end(id: string, isExpected: IsExpected = anyVersion): Promise<void> {
    await this.keep(endVersion(await this.writable(id, isExpected), this.clock.now()));
  }

  private async writable(id: string, isExpected: IsExpected): Promise<MaintenanceWindow> {
    const window = this.one(id);
    await this.scopes.expectWritable(window.scope);
    if (!isExpected(window)) throw stale(window);
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
    this.watch.look(this.clock.now());
    return this.finder()(version);
  }

  private seen(): readonly MaintenanceWindow[] {
    return this.book.windows().filter(({ scope }) => this.scopes.isSeen(scope));
  }

  private finder(now: Instant = this.clock.now()): (window: MaintenanceWindow) => WindowFound {
    const overlapsOf = this.overlaps.among(this.seen().filter((window) => !hasEnded(window, now)));
    return (window) => {
      const isOver = hasEnded(window, now);
      return {
        ...window,
        hasEnded: isOver,
        cameraName: this.scopes.cameraName(window.scope),
        overlaps: isOver ? [] : overlapsOf(window),
      };
    };
  }
}

function anyVersion(): boolean {
  return true;
}

function stale({ name, createdBy, createdAt }: MaintenanceWindow): DomainError {
  const message = `The maintenance window "${name}" has changed since you read it: by ${createdBy} at ${toIso(createdAt)}. Read it again, then repeat your change.`;
  return new DomainError('stale', 'changed-since', message);
}
