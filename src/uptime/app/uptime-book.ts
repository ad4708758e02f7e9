import { Inject, Injectable } from '@nestjs/common';
import type { CameraState, ShownState } from '../../kernel/camera-state.js';
import type { FaultCode } from '../../kernel/fault.js';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import type { CameraSummary, StatesNow } from '../../registry/index.js';
import { BandSum, type Slices } from '../domain/band.js';
import type { Rewrite } from '../domain/late-history.js';
import { NO_SPELLS, type TimeByState, TimeSum } from '../domain/ratio.js';
import type { Standing } from '../domain/standing.js';
import { TransitionLedger } from '../domain/transition-ledger.js';
import { MaintenanceBook } from './maintenance-book.js';
import {
  type CameraStanding,
  type GroupCount,
  type GroupTime,
  type LastKnown,
  Standings,
} from '../uptime.facade.js';

/** The longest window that is answered from memory, and a day to spare. */
export const BOOK_KEEPS_MS = 31 * DAY_MS;

/** Cameras of one zone. */
export interface ZoneSize {
  readonly inService: number;
  /** Of those in service, as `unknown`. */
  readonly offline: number;
  readonly unknown: number;
}

interface Group<T> {
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly value: T;
}

const NO_CAMERAS: ZoneSize = { inService: 0, offline: 0, unknown: 0 };

/** What is in memory: where every camera stands, and its last transitions. Changes come through StandingChanges. */
@Injectable()
export class UptimeBook extends Standings {
  private readonly members = new Map<string, CameraStanding>();
  private readonly ledger = new TransitionLedger(BOOK_KEEPS_MS);
  private readonly found = new Map<string, LastKnown>();
  private readonly sizes = new Map<string, ZoneSize>();
  private inMaintenance: ReadonlySet<string> = new Set();
  private inOrder: readonly string[] | null = null;
  private changes = 0;

  constructor(@Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook) {
    super();
  }

  enter({ id: cameraId, ...summary }: CameraSummary, standing: Standing): void {
    if (!this.members.has(cameraId)) this.inOrder = null;
    this.changes += 1;
    this.put({ cameraId, ...summary, standing });
  }

  leave(cameraId: string): void {
    this.inOrder = null;
    this.changes += 1;
    this.count(this.members.get(cameraId), -1);
    this.members.delete(cameraId);
    this.ledger.forget(cameraId);
    this.found.delete(cameraId);
  }

  /** Does nothing for a camera that has left. */
  stand(cameraId: string, standing: Standing): void {
    const member = this.members.get(cameraId);
    if (member === undefined) return;
    if (isOther(member.standing, standing)) this.changes += 1;
    this.put({ ...member, standing });
  }

  maintain(cameraIds: ReadonlySet<string>): void {
    this.changes += 1;
    this.inMaintenance = cameraIds;
  }

  maintained(): ReadonlySet<string> {
    return this.inMaintenance;
  }

  revision(): number {
    return this.changes;
  }

  remember(cameraId: string, at: Instant, state: CameraState, fault: FaultCode | null = null): void {
    this.ledger.append(cameraId, at, state);
    if (state !== 'unknown') this.found.set(cameraId, { state, fault, at });
  }

  /** What is remembered from an instant on is these instead. */
  rewrite(cameraId: string, { from, rows }: Rewrite): void {
    this.ledger.cutFrom(cameraId, from);
    for (const { at, to, fault } of rows) this.remember(cameraId, at, to, fault?.code ?? null);
    this.changes += 1;
  }

  fallsOf(cameraId: string, since: Instant): readonly Instant[] {
    return this.ledger.fallsOf(cameraId, since);
  }

  standings(): readonly CameraStanding[] {
    this.inOrder ??= [...this.members.keys()].toSorted();
    return this.inOrder.map((cameraId) => this.members.get(cameraId)!);
  }

  sizeOf(zoneId: string): ZoneSize {
    return this.sizes.get(zoneId) ?? NO_CAMERAS;
  }

  standingOf(cameraId: string): CameraStanding | null {
    return this.members.get(cameraId) ?? null;
  }

  lastKnown(cameraId: string): LastKnown | null {
    return this.found.get(cameraId) ?? null;
  }

  shown(now: Instant): StatesNow {
    const stateOf = this.shownBy(now);
    return {
      of: (cameraId) => {
        const camera = this.members.get(cameraId);
        return camera === undefined ? null : stateOf(camera);
      },
      ids: (state) => this.standings().flatMap((one) => (stateOf(one) === state ? [one.cameraId] : [])),
    };
  }

  counts(now: Instant): readonly GroupCount[] {
    const groups = this.byGroup(() => ({
      inService: { online: 0, impaired: 0, offline: 0, unknown: 0 },
      maintenance: 0,
      notInService: 0,
    }));
    const stateOf = this.shownBy(now);
    for (const { value, members } of groups) {
      for (const camera of members) {
        const state = stateOf(camera);
        if (state === null) value.notInService += 1;
        else if (state === 'maintenance') value.maintenance += 1;
        else value.inService[state] += 1;
      }
    }
    return groups.map(({ villageId, programmeId, value }) => ({ villageId, programmeId, ...value }));
  }

  timeByGroup(from: Instant, to: Instant): readonly GroupTime[] {
    const spellsOf = this.maintenance.spellsOver([from, to]);
    return this.byGroup(() => new TimeSum()).map(({ villageId, programmeId, value, members }) => {
      for (const camera of members) this.ledger.addTo(value, camera.cameraId, [from, to], spellsOf(camera));
      return { villageId, programmeId, cameras: members.length, time: value.value() };
    });
  }

  timeOf(cameraId: string, from: Instant, to: Instant): TimeByState {
    return this.timesOver(from, to)(cameraId);
  }

  timesOver(from: Instant, to: Instant): (cameraId: string) => TimeByState {
    const spellsOf = this.maintenance.spellsOver([from, to]);
    return (cameraId) => {
      const camera = this.members.get(cameraId);
      return this.ledger.timeOf(cameraId, [from, to], camera === undefined ? NO_SPELLS : spellsOf(camera));
    };
  }

  band(slices: Slices, villageIds: readonly string[] | null): readonly TimeByState[] {
    const sum = new BandSum(slices);
    const spellsOf = this.maintenance.spellsOver([slices.from, slices.to]);
    for (const camera of this.members.values()) {
      if (villageIds !== null && !villageIds.includes(camera.villageId)) continue;
      this.ledger.addToBand(sum, camera.cameraId, spellsOf(camera));
    }
    return sum.values();
  }

  private put(camera: CameraStanding): void {
    this.count(this.members.get(camera.cameraId), -1);
    this.members.set(camera.cameraId, camera);
    this.count(camera, 1);
  }

  private count(camera: CameraStanding | undefined, by: 1 | -1): void {
    if (camera?.isInService !== true) return;
    const { zoneId } = camera.ties;
    const { inService, offline, unknown } = this.sizeOf(zoneId);
    const { state } = camera.standing;
    this.sizes.set(zoneId, {
      inService: inService + by,
      offline: state === 'offline' ? offline + by : offline,
      unknown: state === 'unknown' ? unknown + by : unknown,
    });
  }

  /** Null for a camera that is not in service. */
  private shownBy(now: Instant): (camera: CameraStanding) => ShownState | null {
    const isCovered = this.maintenance.coveredAt(now);
    return (camera) => {
      if (!camera.isInService) return null;
      return isCovered(camera) ? 'maintenance' : camera.standing.state;
    };
  }

  private byGroup<T>(newValue: () => T): (Group<T> & { readonly members: CameraStanding[] })[] {
    const groups = new Map<string, Group<T> & { readonly members: CameraStanding[] }>();
    for (const member of this.members.values()) {
      const { villageId, programmeId } = member;
      const key = `${villageId} ${programmeId}`;
      const group = groups.get(key);
      if (group === undefined)
        groups.set(key, { villageId, programmeId, value: newValue(), members: [member] });
      else group.members.push(member);
    }
    return [...groups.values()];
  }
}

/** For those who look on: what only counts towards the next state is not seen. */
function isOther(before: Standing, now: Standing): boolean {
  return before.state !== now.state || before.since !== now.since || before.fault?.code !== now.fault?.code;
}
