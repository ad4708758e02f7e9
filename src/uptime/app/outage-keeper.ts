import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import {
  type CloseReason,
  closeOutage,
  comeBack,
  fallAgain,
  isFlapping,
  isOver,
  openOutage,
  type Outage,
} from '../domain/outage.js';
import { isLive, type Transition } from '../domain/standing.js';
import { OutageClosed, OutageOpened } from '../events.js';
import { MaintenanceBook } from './maintenance-book.js';
import { OutageBook } from './outage-book.js';
import { dampingOf } from './policies.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

/** Opens and closes outages as cameras fall and stay live, in the batch of the transition that made it so. */
@Injectable()
export class OutageKeeper {
  /** How long each camera was live since it came back; counted anew after a restart. */
  private readonly liveMs = new Map<string, number>();
  /** Cameras that fell in maintenance: still down when it is over, they have an outage from then on. */
  private readonly heldBack = new Set<string>();

  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** Unknown time neither opens nor closes. */
  moved(cameraId: string, { to, at, fault }: Transition): void {
    if (to === 'unknown') return;
    if (to === 'offline' && fault !== null) return this.fall(cameraId, at);
    const open = this.book.openOf(cameraId);
    if (open !== null && open.recoveredAt === null) this.keep(comeBack(open, at));
  }

  /** Opens an outage of a camera that is offline and has none: at its fall, or when its maintenance is over. */
  fall(cameraId: string, at: Instant): void {
    const camera = this.cameras.standingOf(cameraId);
    const fault = camera?.standing.fault;
    if (!camera?.isInService || !fault) return;
    this.liveMs.delete(cameraId);
    const policy = dampingOf(this.config);
    const falls = this.cameras.fallsOf(cameraId, at - policy.flapWindowMs);
    const flaps = isFlapping(falls, at, policy);
    const open = this.book.openOf(cameraId);
    if (open !== null) return this.keep(fallAgain(open, fault, flaps));
    if (this.maintenance.covers(camera, at)) {
      this.heldBack.add(cameraId);
      return;
    }
    const outage = openOutage({ id: this.writer.nextId(), cameraId, fault }, at, flaps);
    this.keep(outage);
    this.tellOpened(outage);
  }

  /** How long the camera was live since it came back, as far as anybody looked. */
  liveMsOf(cameraId: string): number {
    return this.liveMs.get(cameraId) ?? 0;
  }

  /** What was open, or was learned of late, is open, and its camera live for so long. */
  goOn(outage: Outage, liveMs: number): void {
    this.liveMs.set(outage.cameraId, liveMs);
    this.keep(outage);
  }

  /** Time goes on: what was live for long enough is over, and so may maintenance be. */
  pass(elapsedMs: number, now: Instant): void {
    const heldBack = [...this.heldBack];
    this.heldBack.clear();
    for (const cameraId of heldBack) {
      if (this.cameras.standingOf(cameraId)?.standing.state === 'offline') this.fall(cameraId, now);
    }
    for (const outage of this.book.openOutages()) {
      if (outage.recoveredAt === null) continue;
      const { cameraId } = outage;
      const state = this.cameras.standingOf(cameraId)?.standing.state;
      if (state === undefined || !isLive(state)) continue;
      // At the first look after it came back it may have been down for most of what has passed since the last.
      const first = Math.min(elapsedMs, Math.max(now - outage.recoveredAt, 0));
      const liveMs = this.liveMs.has(cameraId) ? this.liveMs.get(cameraId)! + elapsedMs : first;
      this.liveMs.set(cameraId, liveMs);
      if (isOver(outage, liveMs, dampingOf(this.config))) this.close(cameraId, now, 'recovered');
    }
  }

  close(cameraId: string, now: Instant, reason: CloseReason): void {
    const open = this.book.openOf(cameraId);
    if (open === null) return;
    const outage = closeOutage(open, now, reason);
    this.liveMs.delete(cameraId);
    this.keep(outage);
    this.tellClosed(outage, reason);
  }

  tellOpened({ id, cameraId, openedAt, fault, incidentId }: Outage): void {
    const villageId = this.villageOf(cameraId);
    this.writer.tell(cameraId, new OutageOpened(id, cameraId, villageId, openedAt, fault, incidentId));
  }

  tellClosed(outage: Outage, reason: CloseReason): void {
    const { id, cameraId, openedAt, closedAt, incidentId, recoveredAt } = outage;
    const villageId = this.villageOf(cameraId);
    this.writer.tell(
      cameraId,
      new OutageClosed(
        id,
        cameraId,
        villageId,
        closedAt ?? openedAt,
        openedAt,
        incidentId,
        recoveredAt,
        reason,
      ),
    );
  }

  /** The register knows the camera no more; its rows went with it. */
  forget(cameraId: string): void {
    this.heldBack.delete(cameraId);
    this.liveMs.delete(cameraId);
    this.book.forget(cameraId);
  }

  /** The one way to change an outage. */
  keep(outage: Outage): void {
    this.book.put(outage);
    this.writer.addOutage(outage);
  }

  private villageOf(cameraId: string): string {
    return this.cameras.standingOf(cameraId)?.villageId ?? '';
  }
}
