import { split } from '../../../kernel/money.js';
import type { Share } from '../purchase.js';
import type { CameraUnit, LineAccount, PurchaseAccount } from '../purchase-account.js';
import { costOf, type Outcome } from './books.js';

/**
 * What of a purchase some of its cameras are: their lines with so many units, at the price of a unit, paid by each source
 * in proportion to what it pays of the whole, to the fen by largest remainder. A recorder or the work of a purchase is no
 * camera's and left out, and so are units that have no camera yet. Null where none of its cameras is wanted. Worked value:
 * 3 of 47 cameras at 3,036.11 yuan of a purchase that two sources pay 9 : 1 are 9,108.33 yuan, of 8,197.50 and 910.83.
 */
export function portionOf(
  { purchase, account }: Outcome,
  isWanted: (cameraId: string) => boolean,
): Outcome | null {
  const cameras = account.cameras.filter(({ cameraId }) => isWanted(cameraId));
  if (cameras.length === 0) return null;
  const lines = account.lines.flatMap((line) => lineWith(line, cameras) ?? []);
  const part = { ...purchase, lines: lines.map(({ line }) => line) };
  return {
    purchase: { ...part, shares: sharesOf(costOf(part), purchase.shares) },
    account: accountWith(lines, cameras),
  };
}

function lineWith(account: LineAccount, cameras: readonly CameraUnit[]): LineAccount | null {
  const mine = cameras.filter(({ lineId }) => lineId === account.line.id);
  if (mine.length === 0) return null;
  return {
    ...account,
    line: { ...account.line, quantity: mine.length },
    bought: mine.length,
    installed: mine.length,
    confirmed: mine.filter(({ isConfirmed }) => isConfirmed).length,
    explainedMissing: 0,
  };
}

function accountWith(lines: readonly LineAccount[], cameras: readonly CameraUnit[]): PurchaseAccount {
  const { length: bought } = cameras;
  const confirmed = cameras.filter(({ isConfirmed }) => isConfirmed).length;
  const explained = cameras.filter(({ isConfirmed, words }) => !isConfirmed && words !== null).length;
  const open = bought - confirmed - explained;
  return { lines, cameras, bought, installed: bought, confirmed, explained, open };
}

function sharesOf(cost: ReturnType<typeof costOf>, shares: readonly Share[]): readonly Share[] {
  const amounts = split(
    cost,
    shares.map(({ amountFen }) => amountFen),
  );
  return shares
    .map(({ awardId }, index) => ({ awardId, amountFen: amounts[index]! }))
    .filter(({ amountFen }) => amountFen > 0);
}
