import type { AnchorRow, AuditRow } from '../store/rows.js';
import { chainedHash, NOTHING_BEFORE } from './audit-chain.js';
import type { AuditKey } from './audit-key.js';

/** The end of a whole trail; or the first row that is not as it was written, and how one sees it. */
export type Verification =
  | { readonly isWhole: true; readonly count: number; readonly head: string }
  | { readonly isWhole: false; readonly seq: number; readonly complaint: string };

type Seals = Pick<AuditKey, 'isSealOf' | 'isOfAnotherKey'>;

interface Trail {
  anchor(): Promise<AnchorRow | null>;
  walk(): AsyncIterable<readonly AuditRow[]>;
}

/** Walks the whole trail. The anchor is read first, so that what is appended meanwhile does no harm. */
export async function verifyTrail(trail: Trail, seal: Seals): Promise<Verification> {
  const anchor = (await trail.anchor()) ?? { count: 0, head: NOTHING_BEFORE, seal: null };
  let [seq, head, anchored] = [0, NOTHING_BEFORE, anchor.count === 0 ? NOTHING_BEFORE : null];
  for await (const rows of trail.walk()) {
    for (const row of rows) {
      const complaint = complaintOf(row, seq + 1, head);
      if (complaint !== null) return broken(Math.min(row.seq, seq + 1), complaint);
      ({ seq, hash: head } = row);
      if (seq === anchor.count) anchored = head;
    }
  }
  return endOf({ seq, head, anchored }, anchor, seal);
}

function complaintOf({ hash, ...content }: AuditRow, expected: number, previous: string): string | null {
  if (content.seq > expected) return `it is gone; the next row is ${content.seq}`;
  if (content.seq < expected) return 'it was not written by this service';
  return hash === chainedHash(previous, content) ? null : 'it, or the row before it, was altered';
}

interface End {
  readonly seq: number;
  readonly head: string;
  /** The hash of the row at which the anchor lies; null where there is none. */
  readonly anchored: string | null;
}

function endOf({ seq, head, anchored }: End, anchor: Omit<AnchorRow, 'id'>, seal: Seals): Verification {
  if (seq < anchor.count)
    return broken(seq + 1, `it is gone, and so is every row after it up to ${anchor.count}`);
  const isEmpty = seq === 0 && anchor.count === 0 && anchor.seal === null;
  if (isEmpty) return { isWhole: true, count: seq, head };
  if (seal.isOfAnotherKey(anchor.seal)) return broken(anchor.count, 'its seal was made with another key');
  if (!seal.isSealOf(anchor, anchor.seal))
    return broken(
      anchor.count,
      'the seal of the trail’s end does not fit: rows before it were removed or altered',
    );
  if (anchored !== anchor.head) return broken(anchor.count, 'it is not the row that was sealed');
  return { isWhole: true, count: seq, head };
}

function broken(seq: number, complaint: string): Verification {
  return { isWhole: false, seq, complaint };
}
