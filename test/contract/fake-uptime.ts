import type { Instant } from '../../src/kernel/instant.js';
import type { ManualClock } from '../../src/platform/clock/manual-clock.js';
import type {
  CameraStanding,
  Incident,
  OutageOfCamera,
  TellableIncident,
  Uptime,
} from '../../src/uptime/index.js';

type Seen = Pick<
  Uptime,
  'standingOf' | 'timeOf' | 'openOutages' | 'outage' | 'outagesOf' | 'openIncidents' | 'incident'
>;

const FAULT = { code: 'no-key-frame', detail: 'No key frame.' } as const;
const ADVICE = { zh: '没有关键帧：缩短 GOP。', en: 'No key frame: shorten the GOP.' };
const NO_TIME = { online: 0, impaired: 0, offline: 0, unknown: 0, maintenance: 0 };

/** What dispatch asks of uptime, as the test has it. */
export class FakeUptime implements Seen {
  readonly cameras = new Map<string, CameraStanding>();
  readonly outages = new Map<string, OutageOfCamera>();
  readonly incidents = new Map<string, TellableIncident>();
  private readonly liveSince = new Map<string, Instant>();

  constructor(private readonly clock: ManualClock) {}

  enter(cameraId: string, more: Partial<CameraStanding> = {}): void {
    const ties = { zoneId: 'zone', uplink: null, nvr: null, poleNumber: null, powerFeed: null };
    const standing = {
      state: 'online',
      since: 0,
      fault: null,
      missedHeartbeats: 0,
      failedFrames: 0,
    } as const;
    const groups = { villageId: 'v', programmeId: null, siteKind: null, position: null };
    this.cameras.set(cameraId, {
      cameraId,
      name: cameraId,
      ...groups,
      isInService: true,
      ties,
      standing,
      ...more,
    });
    this.liveSince.set(cameraId, this.clock.now());
  }

  /** Answers with the id of the outage. */
  fall(cameraId: string, incidentId: string | null = null): string {
    const id = `outage-${this.outages.size}`;
    const { villageId } = this.cameras.get(cameraId)!;
    const open = {
      recoveredAt: null,
      closedAt: null,
      closeReason: null,
      isFlapping: false,
      acknowledgement: null,
    };
    const of = { cameraName: cameraId, villageId, programmeId: null, advice: ADVICE, isNotifiable: true };
    this.outages.set(id, {
      id,
      cameraId,
      openedAt: this.clock.now(),
      fault: FAULT,
      incidentId,
      ...open,
      ...of,
    });
    this.liveSince.delete(cameraId);
    return id;
  }

  change(id: string, change: Partial<OutageOfCamera>): void {
    this.outages.set(id, { ...this.outages.get(id)!, ...change });
  }

  /** It is live, and has been for long enough. */
  mend(id: string): void {
    const now = this.clock.now();
    this.change(id, { recoveredAt: now, closedAt: now, closeReason: 'recovered' });
    this.liveSince.set(this.outages.get(id)!.cameraId, now);
  }

  suspect(id: string, cause: Incident['cause'], more: Partial<TellableIncident> = {}): void {
    const of = {
      openedAt: this.clock.now(),
      closedAt: null,
      villageIds: ['v'],
      programmeIds: [],
      mergedInto: null,
    };
    const isNotifiable = cause.kind !== 'prober';
    this.incidents.set(id, { id, cause, cameras: 3, isNotifiable, ...of, ...more });
  }

  close(incidentId: string, more: Partial<TellableIncident> = {}): void {
    const closedAt = this.clock.now();
    this.incidents.set(incidentId, { ...this.incidents.get(incidentId)!, closedAt, ...more });
  }

  standingOf = (id: string): CameraStanding | null => this.cameras.get(id) ?? null;
  openOutages = (): OutageOfCamera[] =>
    [...this.outages.values()].filter(({ closedAt }) => closedAt === null);
  openIncidents = (): TellableIncident[] =>
    [...this.incidents.values()].filter(({ closedAt }) => closedAt === null);
  outage = async (id: string): Promise<OutageOfCamera | null> => this.outages.get(id) ?? null;
  incident = async (id: string): Promise<TellableIncident | null> => this.incidents.get(id) ?? null;
  outagesOf = async (id: string): Promise<OutageOfCamera[]> =>
    [...this.outages.values()].filter(({ incidentId }) => incidentId === id);
  timeOf = (id: string, from: Instant, to: Instant) => {
    const since = this.liveSince.get(id);
    return { ...NO_TIME, online: since === undefined ? 0 : to - Math.max(since, from) };
  };
}
