import type { Fen } from '../kernel/money.js';

/** What a village got, spent, and has to show for it. Purchases that are void aside. */
export interface VillageFunds {
  readonly villageId: string;
  readonly receivedFen: Fen;
  readonly spentFen: Fen;
  /** Units that are to be cameras, and what became of them; those that are offline are among the installed. */
  readonly cameras: Readonly<Record<UnitStatus, number>>;
}

export const UNIT_STATUSES = ['bought', 'installed', 'confirmed', 'explained', 'open', 'offline'] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

/** The ledger as other rooms see it. */
export abstract class Funding {
  /** Of every village of the register, in the order of ids. */
  abstract villages(): Promise<readonly VillageFunds[]>;
}
