import type { OutageOfCamera } from '../../uptime/index.js';
import { incidentThread } from '../domain/incident-notices.js';
import { outageThread } from '../domain/outage-notices.js';

/** What is down and of concern, by what people are told of it: an outage of an incident speaks through the incident. */
export function downByThread(
  outages: readonly OutageOfCamera[],
): ReadonlyMap<string, readonly OutageOfCamera[]> {
  const byThread = new Map<string, OutageOfCamera[]>();
  for (const outage of outages) {
    if (!outage.isNotifiable || outage.recoveredAt !== null) continue;
    const { id, incidentId } = outage;
    const thread = incidentId === null ? outageThread(id) : incidentThread(incidentId);
    const those = byThread.get(thread);
    if (those === undefined) byThread.set(thread, [outage]);
    else those.push(outage);
  }
  return byThread;
}
