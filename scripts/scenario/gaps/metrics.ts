import type { Status } from './truth.js';

export interface VillageMetrics {
  readonly places: Readonly<Record<Status, number>>;
  readonly gapWeight: number;
  readonly ratio: { readonly registered: number; readonly live: number };
}

/** What /metrics says of the coverage of one village. */
export async function scrape(url: string, village: string): Promise<VillageMetrics> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  const value = (metric: string, label = ''): number => {
    const start = `shouwang_village_${metric}{village="${village}"${label}} `;
    return Number(lines.find((line) => line.startsWith(start))?.slice(start.length) ?? Number.NaN);
  };
  const places = (status: Status): number => value('places', `,status="${status}"`);
  const ratio = (basis: string): number => value('coverage_ratio', `,basis="${basis}"`);
  return {
    places: {
      covered: places('covered'),
      fragile: places('fragile'),
      dark: places('dark'),
      uncovered: places('uncovered'),
    },
    gapWeight: value('gap_weight'),
    ratio: { registered: ratio('registered'), live: ratio('live') },
  };
}
