export type Zone = 'A' | 'B';

export const ZONES = ['A', 'B'] as const satisfies readonly Zone[];
const SIZES: Readonly<Record<Zone, number>> = { A: 12, B: 8 };

export interface Member {
  readonly name: string;
  readonly zone: Zone;
  /** From 0, over both zones. */
  readonly place: number;
}

/** All cameras of one side; the last one of each zone refuses the login that the register has. */
export const MEMBERS: readonly Member[] = ZONES.flatMap((zone) =>
  Array.from({ length: SIZES[zone] }, (_, index) => ({ zone, number: index + 1 })),
).map(({ zone, number }, place) => ({ zone, name: `${zone}${String(number).padStart(2, '0')}`, place }));

export const REFUSING: Readonly<Record<Zone, string>> = { A: 'A12', B: 'B08' };

export const REFUSERS: readonly string[] = Object.values(REFUSING);

/** Who falls and who is mended around one disturbance. */
export interface Cast {
  /** Falls in it, and is mended when it is over. */
  readonly falls: string;
  /** Down before it, and mended when it is over. */
  readonly staysDown: string;
  /** Down before it, and mended in it. */
  readonly comesBack: string;
  /** Falls in it and is mended in it. */
  readonly blinks: string;
}

/** Of one zone: three that fall, and the one that refuses us. */
export const DOWN_AT_ONCE = 4;

export function villageOf(zone: Zone): string {
  return `村${zone}`;
}

/** Other cameras in each turn, of these zones, dealt out evenly. */
export function castOf(turn: number, zones: readonly Zone[]): Cast {
  const pools = zones.map((zone) =>
    MEMBERS.filter((member) => member.zone === zone && member.name !== REFUSING[zone]),
  );
  const pick = (index: number): string => {
    const pool = pools[index % pools.length]!;
    return pool[(turn * 4 + index) % pool.length]!.name;
  };
  return { falls: pick(0), staysDown: pick(1), comesBack: pick(2), blinks: pick(3) };
}
