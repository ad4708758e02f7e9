import type { Warranty } from '../answers.ts';

/** Units of one line of a purchase, of which the warranty ends on one day. */
export interface WarrantyEnd extends Pick<
  Warranty,
  'purchaseId' | 'villageId' | 'supplier' | 'what' | 'model' | 'lineId' | 'endsOn' | 'daysLeft'
> {
  readonly units: number;
  readonly offline: number;
}

export interface MonthOfEnds {
  /** `2027-03`. */
  readonly month: string;
  readonly units: number;
  readonly ends: readonly WarrantyEnd[];
}

/** In the order in which they come: those first that end first. */
export function byMonth(all: readonly Warranty[]): readonly MonthOfEnds[] {
  const lines = new Map<string, WarrantyEnd>();
  for (const { cameraId: _camera, name: _name, ...warranty } of all) {
    const key = `${warranty.endsOn}.${warranty.lineId}`;
    const sofar = lines.get(key) ?? { ...warranty, units: 0, offline: 0 };
    const offline = sofar.offline + Number(warranty.isOffline);
    lines.set(key, { ...sofar, units: sofar.units + warranty.units, offline });
  }
  const months = new Map<string, WarrantyEnd[]>();
  for (const end of lines.values()) {
    const month = end.endsOn.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), end]);
  }
  return [...months].map(([month, ends]) => ({
    month,
    units: ends.reduce((sum, { units }) => sum + units, 0),
    ends,
  }));
}
