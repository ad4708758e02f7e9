import { listAll } from '../../demo/api-client.js';
import type { Findings } from '../findings.js';
import type { Person } from '../person.js';
import { HOURS_DARK, INCIDENTS, NOTICES, ORDERS, OUTAGES } from './expectation.js';
import type { Told } from './receiver.js';
import type { Week } from './week.js';

interface Outage {
  readonly id: string;
  readonly cameraId: string;
  readonly incidentId: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  readonly isFlapping: boolean;
}

interface Incident {
  readonly id: string;
  readonly closedAt: string | null;
  readonly cameras: number;
  readonly suspectedCause: { readonly kind: string; readonly key: string };
}

interface Order {
  readonly id: string;
  readonly origin: string;
  readonly state: string;
  readonly cause: string | null;
  readonly cameras: readonly { readonly id: string }[];
}

interface Ratio {
  readonly id: string;
  readonly uptimeRatio: number | null;
  readonly offlineS: number;
}

/** Holds what the API says of the week, and what the receiver was told, against the written expectation. */
export async function compareWeek(
  admin: Person,
  week: Week,
  { told, findings }: { readonly told: readonly Told[]; readonly findings: Findings },
): Promise<void> {
  const whoIs = new Map([...week.cast].flatMap(([who, ids]) => ids.map((id) => [id, who] as const)));
  const who = (cameraId: string): string => whoIs.get(week.farmIdOf.get(cameraId) ?? '') ?? 'a bystander';
  const outages = await listAll<Outage>(admin, 'outages');
  const incidents = await listAll<Incident>(admin, 'incidents');
  const orders = await listAll<Order>(admin, 'work-orders');

  findings.expect('outages', OUTAGES.toSorted(), outages.map((each) => outageWords(each, who)).toSorted());
  findings.expect('incidents', INCIDENTS, incidents.map(incidentWords).toSorted());
  const names = new Map<string, string>([
    ...outages.map(({ id, cameraId }) => [`outage:${id}`, `outage of ${who(cameraId)}`] as const),
    ...incidents.map(
      ({ id, suspectedCause }) => [`incident:${id}`, `incident ${suspectedCause.kind}`] as const,
    ),
    ...orders.map(({ id, cameras }) => [`work-order:${id}`, `work order of ${who(cameras[0]!.id)}`] as const),
  ]);
  const notices = told.map(({ thread, kind }) => `${names.get(thread) ?? thread}: ${kind}`);
  findings.expect('notices', NOTICES, notices.toSorted());
  const orderWords = ({ origin, state, cause, cameras }: Order): string =>
    `${who(cameras[0]!.id)}: opened by ${origin}, ${state} as ${cause}`;
  findings.expect('work orders', ORDERS, orders.map(orderWords).toSorted());
  findings.expect('the order that was mended on paper', { state: 'mended', mendedButDown: true }, week.paper);
  await compareRatios(admin, week, findings);
}

async function compareRatios(admin: Person, week: Week, findings: Findings): Promise<void> {
  const { groups } = await admin.get<{ groups: Ratio[] }>('uptime?by=camera&window=7d');
  const of = (farmId: string): Ratio => groups.find(({ id }) => week.farmIdOf.get(id) === farmId)!;
  for (const [who, [least, most]] of Object.entries(HOURS_DARK)) {
    const hours = of(week.cast.get(who)![0]!).offlineS / 3_600;
    const isWithin = hours >= least && hours <= most;
    findings.expect(
      `hours dark of ${who}`,
      `${least}…${most}`,
      isWithin ? `${least}…${most}` : hours.toFixed(2),
    );
  }
  const played = new Set([...week.cast.values()].flat());
  const dark = groups
    .filter(({ id }) => !played.has(week.farmIdOf.get(id)!))
    .filter(({ uptimeRatio }) => uptimeRatio !== 1);
  findings.expect('bystanders that were not up all the time', 0, dark.length);
}

function outageWords(outage: Outage, who: (cameraId: string) => string): string {
  const { cameraId, incidentId, isFlapping, closeReason } = outage;
  const parts = [
    incidentId === null ? [] : 'in an incident',
    isFlapping ? 'flapping' : [],
    closeReason ?? 'open',
  ];
  return `${who(cameraId)}: ${parts.flat().join(', ')}`;
}

function incidentWords({ suspectedCause, cameras, closedAt }: Incident): string {
  const { kind, key } = suspectedCause;
  return `${kind === 'prober' ? kind : `${kind} ${key}`}: ${cameras} cameras, ${closedAt === null ? 'open' : 'over'}`;
}
