import type { TownCamera } from '../../api/camera-board.ts';

export interface OpenOutage {
  readonly id: string;
  readonly cameraId: string;
  readonly cameraName: string;
  readonly villageId: string;
  readonly openedAt: string;
  readonly fault: { readonly code: string };
  readonly incidentId: string | null;
  readonly acknowledgement: { readonly by: string } | null;
}

export interface OpenIncident {
  readonly id: string;
  readonly openedAt: string;
  readonly suspectedCause: { readonly kind: string; readonly name: string };
  readonly cameras: number;
}

export interface OpenOrder {
  readonly id: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly contractor: string | null;
  readonly isOverdue: boolean;
  readonly mendedButDown: boolean;
  readonly cameras: readonly { readonly id: string }[];
}

/** One camera that somebody should look after. */
export interface FaultEntry {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly state: 'offline' | 'impaired';
  readonly code: string;
  readonly sinceMs: number;
  readonly acknowledgedBy: string | null;
  readonly incidentId: string | null;
  readonly order: OpenOrder | null;
  /** Null where nobody knows where it hangs. */
  readonly position: readonly [number, number] | null;
}

/** Those of one incident, or else of one cause. */
export interface FaultGroup {
  readonly key: string;
  readonly incident: OpenIncident | null;
  /** Code of the fault, where it is no incident. */
  readonly code: string | null;
  readonly entries: readonly FaultEntry[];
}

/** Open outages, and cameras whose picture is not as it should be. */
export function faultEntries(
  cameras: readonly TownCamera[],
  outages: readonly OpenOutage[],
  orders: readonly OpenOrder[],
): readonly FaultEntry[] {
  const orderOf = new Map(orders.flatMap((order) => order.cameras.map(({ id }) => [id, order] as const)));
  const cameraOf = new Map(cameras.map((camera) => [camera.id, camera]));
  const down = outages.map((outage): FaultEntry => ({
    cameraId: outage.cameraId,
    name: outage.cameraName,
    villageId: outage.villageId,
    state: 'offline',
    code: outage.fault.code,
    sinceMs: Date.parse(outage.openedAt),
    acknowledgedBy: outage.acknowledgement?.by ?? null,
    incidentId: outage.incidentId,
    order: orderOf.get(outage.cameraId) ?? null,
    position: cameraOf.get(outage.cameraId)?.position ?? null,
  }));
  const isDown = new Set(down.map(({ cameraId }) => cameraId));
  const impaired = cameras
    .filter(({ id, state, isInService }) => state === 'impaired' && isInService && !isDown.has(id))
    .map(({ id, name, villageId, fault, sinceMs, position }): FaultEntry => ({
      cameraId: id,
      name,
      villageId,
      state: 'impaired',
      code: fault ?? 'not-probed-yet',
      sinceMs,
      acknowledgedBy: null,
      incidentId: null,
      order: orderOf.get(id) ?? null,
      position,
    }));
  return [...down, ...impaired];
}

/** Incidents first, the largest of them before others; then single faults by cause, outages before impaired pictures. */
export function faultGroups(
  entries: readonly FaultEntry[],
  incidents: readonly OpenIncident[],
  compare: (a: FaultEntry, b: FaultEntry) => number,
): readonly FaultGroup[] {
  const incidentOf = new Map(incidents.map((incident) => [incident.id, incident]));
  const groups = new Map<string, FaultEntry[]>();
  for (const entry of entries) {
    const { incidentId, state, code } = entry;
    const key = incidentId !== null && incidentOf.has(incidentId) ? incidentId : `${state} ${code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups]
    .map(([key, members]) => ({
      key,
      incident: incidentOf.get(key) ?? null,
      code: incidentOf.has(key) ? null : members[0]!.code,
      entries: members.toSorted(compare),
    }))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) || b.entries.length - a.entries.length || compare(a.entries[0]!, b.entries[0]!),
    );
}

function rank({ incident, entries }: FaultGroup): number {
  if (incident !== null) return 0;
  return entries[0]!.state === 'offline' ? 1 : 2;
}
