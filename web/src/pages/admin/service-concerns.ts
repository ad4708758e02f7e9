import type { paths } from '../../api/schema.d.ts';

export type Service = paths['/api/v1/board/service']['get']['responses'][200]['content']['application/json'];

/** A beat that begins later than this is not the beat that was asked for: heartbeats are a minute apart. */
const LATE_MS = 10_000;
const CLOCK_OFF_S = 5;
/** Of the seats for open pages. */
const NEARLY_FULL = 0.9;

/** The names of the facts that somebody should look into. */
export function concernsOf({ database, notify, probing, streams }: Service): ReadonlySet<string> {
  const { lateness, ownClockOffsetS } = probing;
  const found = {
    writing: !database.isWritable,
    database: database.bytes === null,
    late: (lateness.p95Ms ?? 0) > LATE_MS,
    dropped: probing.dropped > 0,
    decoders: probing.decodeWorkers === 0,
    clock: Math.abs(ownClockOffsetS) > CLOCK_OFF_S,
    deliveries: (notify?.dead ?? 0) > 0,
    streams: streams.open > NEARLY_FULL * streams.max,
  };
  return new Set(Object.entries(found).flatMap(([name, isSo]) => (isSo ? [name] : [])));
}
