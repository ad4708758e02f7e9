import type { Instant } from '../../kernel/instant.js';
import { belongsTo, type CausePolicy, type Group, suspectGroup, type Tied } from './cause.js';
import type { Cause } from './incident.js';

/** An open outage, with what its camera shares. */
export interface Fallen extends Tied {
  readonly outageId: string;
  readonly openedAt: Instant;
  readonly incidentId: string | null;
}

/** An open incident about cameras. */
export interface OpenIncident {
  readonly id: string;
  readonly openedAt: Instant;
  readonly cause: Pick<Cause, 'kind' | 'key'>;
}

export interface GroupingPolicy extends CausePolicy {
  /** What fell within this falls together. */
  readonly togetherMs: number;
  /** More than this many within a minute are an incident, whatever they share. */
  readonly manyWithinMinute: number;
}

/** What to do: outages get an incident, or a new one where `incidentId` is null; incidents it took in are closed. */
export interface Grouping {
  readonly incidentId: string | null;
  /** What is suspected now; null where that stays. */
  readonly cause: Group | { readonly kind: 'many'; readonly key: 'town' } | null;
  readonly outageIds: readonly string[];
  readonly takenIn: readonly string[];
}

interface Round {
  readonly incidents: readonly OpenIncident[];
  readonly eligible: readonly Tied[];
  readonly policy: GroupingPolicy;
}

const MINUTE_MS = 60_000;
export const MANY = { kind: 'many', key: 'town' } as const;

/**
 * Which outages belong together. `fallen` are all open outages. A late one joins an open incident whose group it
 * belongs to, however late. Of what fell lately, incidents of a pole or of many may turn out to be those of a whole
 * switch: then the oldest goes on with the wider cause and takes the others in.
 */
export function groupFalls(fallen: readonly Fallen[], now: Instant, round: Round): readonly Grouping[] {
  const { incidents, policy } = round;
  const late = joinOpen(fallen, incidents);
  const joined = new Set(late.flatMap(({ outageIds }) => outageIds));
  const isRecent = ({ openedAt }: { openedAt: Instant }): boolean => openedAt > now - policy.togetherMs;
  const recentIncidents = new Set(incidents.filter(isRecent).map(({ id }) => id));
  const wave = fallen.filter(
    ({ outageId, openedAt, incidentId }) =>
      !joined.has(outageId) &&
      (incidentId === null ? isRecent({ openedAt }) : recentIncidents.has(incidentId)),
  );
  return [...late, ...groupWave(wave, now, round)];
}

function joinOpen(fallen: readonly Fallen[], incidents: readonly OpenIncident[]): Grouping[] {
  const alone = fallen.filter(({ incidentId }) => incidentId === null);
  const taken = new Set<string>();
  return incidents.flatMap(({ id, cause }) => {
    const members = alone.filter((outage) => !taken.has(outage.outageId) && belongsTo(outage, cause));
    for (const { outageId } of members) taken.add(outageId);
    if (members.length === 0) return [];
    return [{ incidentId: id, cause: null, outageIds: members.map(({ outageId }) => outageId), takenIn: [] }];
  });
}

function groupWave(wave: readonly Fallen[], now: Instant, round: Round): Grouping[] {
  const { eligible, incidents, policy } = round;
  if (!wave.some(({ incidentId }) => incidentId === null)) return [];
  const best = suspectGroup(wave, eligible, policy);
  if (best === null) return groupMany(wave, now, round);
  const found = new Set(best.fallen.map(({ cameraId }) => cameraId));
  const members = wave.filter(({ cameraId }) => found.has(cameraId));
  const rest = wave.filter(({ cameraId }) => !found.has(cameraId));
  return [...groupingOf(members, best.group, incidents), ...groupWave(rest, now, round)];
}

/** Nothing to do where all of them are in one incident of that cause already. */
function groupingOf(
  members: readonly Fallen[],
  cause: Group,
  incidents: readonly OpenIncident[],
): readonly Grouping[] {
  const ids = new Set(members.map(({ incidentId }) => incidentId));
  const [oldest, ...takenIn] = incidents
    .filter(({ id }) => ids.has(id))
    .toSorted((left, right) => left.openedAt - right.openedAt || (left.id < right.id ? -1 : 1));
  const outageIds = members
    .filter(({ incidentId }) => incidentId === null || incidentId !== oldest?.id)
    .map(({ outageId }) => outageId);
  const isSame = oldest?.cause.kind === cause.kind && oldest.cause.key === cause.key;
  if (isSame && outageIds.length === 0) return [];
  return [
    {
      incidentId: oldest?.id ?? null,
      cause: isSame ? null : cause,
      outageIds,
      takenIn: takenIn.map(({ id }) => id),
    },
  ];
}

/** What nothing explains: more than so many within one minute are one incident all the same. */
function groupMany(wave: readonly Fallen[], now: Instant, { incidents, policy }: Round): Grouping[] {
  const alone = wave.filter(({ incidentId }) => incidentId === null);
  const outageIds = alone.map(({ outageId }) => outageId);
  const many = incidents.find(
    ({ cause, openedAt }) => cause.kind === 'many' && openedAt > now - policy.togetherMs,
  );
  if (many !== undefined) return [{ incidentId: many.id, cause: null, outageIds, takenIn: [] }];
  if (mostWithinMinute(alone) <= policy.manyWithinMinute) return [];
  return [{ incidentId: null, cause: MANY, outageIds, takenIn: [] }];
}

function mostWithinMinute(wave: readonly Fallen[]): number {
  const instants = wave.map(({ openedAt }) => openedAt).toSorted((a, b) => a - b);
  let begin = 0;
  let most = 0;
  for (const [index, at] of instants.entries()) {
    while (instants[begin]! <= at - MINUTE_MS) begin += 1;
    most = Math.max(most, index - begin + 1);
  }
  return most;
}
