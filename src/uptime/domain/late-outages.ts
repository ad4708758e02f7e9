import type { Instant } from '../../kernel/instant.js';
import {
  closeOutage,
  comeBack,
  type DampingPolicy,
  fallAgain,
  isFlapping,
  isOver,
  openOutage,
  type Outage,
} from './outage.js';
import { isLive, type Standing, type Transition } from './standing.js';

export interface LateOutagesAsked {
  readonly cameraId: string;
  /** The outage that was open before, null for none, and how long its camera was live since it came back. */
  readonly open: Outage | null;
  readonly liveMs: number;
  /** How the camera stood when the first look was made, and until when anybody looked. */
  readonly before: Pick<Standing, 'state' | 'fault'>;
  readonly seenFrom: Instant;
  readonly seenUntil: Instant;
  /** When the camera fell before, as far as it matters for flapping. */
  readonly falls: readonly Instant[];
  readonly policy: DampingPolicy;
  isMaintained(at: Instant): boolean;
  nextId(): string;
}

export interface LateOutages {
  /** Those that are over. */
  readonly closed: readonly Outage[];
  /** The one that is still open, and how long its camera was live since it came back. */
  readonly open: Outage | null;
  readonly liveMs: number;
}

/**
 * What outages the transitions of one camera make that are learned of afterwards: as the ones that we see ourselves, unknown
 * time aside. Worked value, where one closes after a minute live: offline from 12:05 to 12:06, and live until 12:10, is one
 * outage, opened 12:05, recovered 12:06, closed 12:07.
 */
export function lateOutages(rows: readonly Transition[], asked: LateOutagesAsked): LateOutages {
  const { seenFrom, seenUntil, before } = asked;
  const walk = new OutageWalk(asked);
  walk.pass(before, seenFrom, rows[0]?.at ?? seenUntil);
  for (const [index, row] of rows.entries()) {
    walk.enter(row);
    walk.pass({ state: row.to }, row.at, rows[index + 1]?.at ?? seenUntil);
  }
  return walk;
}

class OutageWalk implements LateOutages {
  readonly closed: Outage[] = [];
  open: Outage | null;
  liveMs: number;
  private readonly falls: Instant[];

  constructor(private readonly asked: LateOutagesAsked) {
    this.open = asked.open;
    this.liveMs = asked.liveMs;
    this.falls = [...asked.falls];
  }

  enter({ at, from, to, fault }: Transition): void {
    if (isLive(to)) {
      if (this.open !== null) this.open = comeBack(this.open, at);
    } else if (to === 'offline' && fault !== null) {
      const { cameraId, policy } = this.asked;
      this.liveMs = 0;
      if (isLive(from)) this.falls.push(at);
      const flaps = isFlapping(this.falls, at, policy);
      if (this.open !== null) this.open = fallAgain(this.open, fault, flaps);
      else if (!this.asked.isMaintained(at))
        this.open = openOutage({ id: this.asked.nextId(), cameraId, fault }, at, flaps);
    }
  }

  pass({ state }: Pick<Standing, 'state'>, from: Instant, to: Instant): void {
    if (this.open === null || !isLive(state)) return;
    const { policy } = this.asked;
    const liveBefore = this.liveMs;
    this.liveMs += Math.max(0, to - from);
    if (!isOver(this.open, this.liveMs, policy)) return;
    const neededMs = this.open.isFlapping ? policy.flapCloseAfterLiveMs : policy.closeAfterLiveMs;
    this.closed.push(closeOutage(this.open, from + neededMs - liveBefore, 'recovered'));
    this.open = null;
    this.liveMs = 0;
  }
}
