/** What a report counts of outages. */
export interface RepairSum {
  readonly faults: number;
  /** Those of which the camera came back, and what all of them took from their opening until then. */
  readonly repaired: number;
  readonly repairMs: number;
}

export const NO_REPAIRS: RepairSum = { faults: 0, repaired: 0, repairMs: 0 };

export function addRepairs(a: RepairSum, b: RepairSum): RepairSum {
  return {
    faults: a.faults + b.faults,
    repaired: a.repaired + b.repaired,
    repairMs: a.repairMs + b.repairMs,
  };
}

/**
 * 平均修复时长: from the outage's opening until the camera was live again, of those that were repaired; null where
 * none was. Worked value: repairs of 1 h and 3 h, and one outage that lasts, give 2 h.
 */
export function meanRepairMs({ repaired, repairMs }: RepairSum): number | null {
  return repaired === 0 ? null : repairMs / repaired;
}

/** 1 for the greatest; equal values share a place, and the next one is left out (1, 2, 2, 4). Null has none. */
export function ranksOf(values: readonly (number | null)[]): readonly (number | null)[] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => b - a);
  return values.map((value) => (value === null ? null : sorted.indexOf(value) + 1));
}
