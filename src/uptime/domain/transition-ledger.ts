import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import { type TimeByState, timeByState } from './ratio.js';

interface Book {
  instants: Float64Array;
  codes: Uint8Array;
  length: number;
}

const EMPTY: Book = { instants: new Float64Array(0), codes: new Uint8Array(0), length: 0 };

const CODE = Object.fromEntries(CAMERA_STATES.map((state, index) => [state, index])) as Record<
  CameraState,
  number
>;

/** The transitions of all cameras over the longest window, packed: nine bytes each. Ratios are computed from here. */
export class TransitionLedger {
  private readonly books = new Map<string, Book>();

  constructor(private readonly keepMs: number) {}

  /** In order of time for each camera. */
  append(cameraId: string, at: Instant, state: CameraState): void {
    const book = this.books.get(cameraId) ?? {
      instants: new Float64Array(4),
      codes: new Uint8Array(4),
      length: 0,
    };
    this.books.set(cameraId, book);
    if (book.length === book.instants.length) this.makeRoom(book, at);
    book.instants[book.length] = at;
    book.codes[book.length] = CODE[state];
    book.length += 1;
  }

  forget(cameraId: string): void {
    this.books.delete(cameraId);
  }

  timeOf(cameraId: string, from: Instant, to: Instant): TimeByState {
    const { instants, codes, length } = this.books.get(cameraId) ?? EMPTY;
    return timeByState({ instants, length, stateAt: (index) => CAMERA_STATES[codes[index]!]! }, from, to);
  }

  /** First what is older than any window goes, all but the one that still holds when the window begins. */
  private makeRoom(book: Book, now: Instant): void {
    const horizon = now - this.keepMs;
    let stale = 0;
    while (stale + 1 < book.length && book.instants[stale + 1]! <= horizon) stale += 1;
    const kept = book.length - stale;
    const room = Math.max(4, kept * 2);
    const [instants, codes] = [new Float64Array(room), new Uint8Array(room)];
    instants.set(book.instants.subarray(stale, book.length));
    codes.set(book.codes.subarray(stale, book.length));
    Object.assign(book, { instants, codes, length: kept });
  }
}
