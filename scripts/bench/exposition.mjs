/** Seconds that this share of the probes between two scrapes were not later than: the bound of a bucket. */
export function lateness(before, after, share) {
  const earlier = new Map(buckets(before));
  const counts = buckets(after).map(([le, count]) => [le, count - (earlier.get(le) ?? 0)]);
  const all = late(after, 'count') - late(before, 'count');
  return counts.find(([, count]) => count >= share * all)?.[0] ?? Infinity;
}

function buckets(text) {
  const found = text.matchAll(/shouwang_probe_lateness_seconds_bucket\{le="([^"]+)"\} (\d+)/g);
  return [...found].map(([, le, count]) => [Number(le), Number(count)]);
}

/** Of the histogram of lateness: its `count`, or its `sum`. */
export function late(text, what) {
  return gauge(text, `shouwang_probe_lateness_seconds_${what}`);
}

export function gauge(text, name) {
  return Number(new RegExp(`^${name} ([\\d.e+-]+)`, 'm').exec(text)?.[1] ?? NaN);
}

export function total(text, pattern) {
  return [...text.matchAll(pattern)].reduce((sum, [, count]) => sum + Number(count), 0);
}
