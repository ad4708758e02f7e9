const SIZES = [
  { cameras: 10_000, zones: 1 },
  { cameras: 100_000, zones: 1 },
  { cameras: 100_000, zones: 40 },
];
const FALLS = 1_000;
const HEARTBEAT_MS = 60_000;
const SILENT = { outcome: 'silent', fault: { code: 'connect-timeout', detail: '' } };

/** A village loses its power: what it takes to know of each of its cameras that it is they and not we. */
export async function falls() {
  const rows = [];
  for (const size of SIZES) rows.push(await oneSize(size));
  const [least] = rows;
  return rows.map((row) => ({ ...row, 'times the first': row['ms a fall'] / least['ms a fall'] }));
}

async function oneSize({ cameras, zones }) {
  const { UptimeBook } = await import('../../dist/uptime/app/uptime-book.js');
  const { OutageBook } = await import('../../dist/uptime/app/outage-book.js');
  const { ZoneWatch } = await import('../../dist/uptime/app/zone-watch.js');
  const { newStanding } = await import('../../dist/uptime/domain/standing.js');
  const { ManualClock } = await import('../../dist/platform/clock/manual-clock.js');
  const { loadConfig } = await import('../../dist/platform/config/load-config.js');
  const clock = new ManualClock();
  const book = new UptimeBook({});
  const ids = Array.from({ length: cameras }, (_, index) => `camera ${String(index).padStart(6, '0')}`);
  for (const [index, id] of ids.entries())
    book.enter(summaryOf(id, `zone ${index % zones}`), { ...newStanding(0), state: 'online' });
  const watch = new ZoneWatch(book, new OutageBook(), clock, loadConfig({}));
  const hear = (those, verdict) =>
    those.forEach((id) => watch.hear(book.standingOf(id), verdict, clock.monotonicMs()));
  const fallen = ids.slice(0, FALLS);
  for (let beat = 0; beat < 3; beat += 1) {
    clock.advance(HEARTBEAT_MS);
    hear(fallen, beat === 0 ? { outcome: 'answered' } : SILENT);
    clock.advance(1);
    hear(ids.slice(FALLS), { outcome: 'answered' });
  }
  const begun = performance.now();
  const blamed = fallen.filter((id) => watch.sightOf(book.standingOf(id)) === 'clear').length;
  const tookMs = performance.now() - begun;
  if (blamed !== FALLS) throw new Error(`${blamed} of ${FALLS} falls were those of cameras`);
  return { cameras, zones, 'ms a fall': tookMs / FALLS };
}

function summaryOf(id, zoneId) {
  return { id, name: id, villageId: 'village', programmeId: null, isInService: true, ties: { zoneId } };
}
