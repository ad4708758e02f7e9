import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import type { BandSum } from './band.js';
import type { Spell } from './maintenance.js';
import { type History, type TimeByState, timeByState, type TimeSum } from './ratio.js';

interface Book extends History {
  instants: Float64Array;
  states: Uint8Array;
  length: number;
}

const OFFLINE = CAMERA_STATES.indexOf('offline');
const LIVE = new Set([CAMERA_STATES.indexOf('online'), CAMERA_STATES.indexOf('impaired')]);
const EMPTY: History = { instants: [], states: [], length: 0 };

/** The transitions of all cameras over the longest window, packed: nine bytes each. Ratios are computed from here. */
export class TransitionLedger {
  private readonly books = new Map<string, Book>();

  constructor(private readonly keepMs: number) {}

  /** In order of time for each camera. */
  append(cameraId: string, at: Instant, state: CameraState): void {
    const book = this.books.get(cameraId) ?? newBook();
    this.books.set(cameraId, book);
    if (book.length === book.instants.length) this.makeRoom(book, at);
    book.instants[book.length] = at;
    book.states[book.length] = CAMERA_STATES.indexOf(state);
    book.length += 1;
  }

  /** Nothing is known of what came then or later. */
  cutFrom(cameraId: string, from: Instant): void {
    const book = this.books.get(cameraId);
    if (book === undefined) return;
    while (book.length > 0 && book.instants[book.length - 1]! >= from) book.length -= 1;
  }

  forget(cameraId: string): void {
    this.books.delete(cameraId);
  }

  /** Around spells of maintenance. */
  timeOf(cameraId: string, window: Spell, spells: readonly Spell[]): TimeByState {
    return timeByState(this.books.get(cameraId) ?? EMPTY, window, spells);
  }

  /** When the camera went from a live state to offline, after `since`; oldest first. */
  fallsOf(cameraId: string, since: Instant): readonly Instant[] {
    const { instants, states, length } = this.books.get(cameraId) ?? EMPTY;
    const falls: Instant[] = [];
    for (let index = length - 1; index > 0 && instants[index]! > since; index -= 1) {
      const isFall = states[index] === OFFLINE && LIVE.has(states[index - 1]!);
      if (isFall) falls.unshift(instants[index]!);
    }
    return falls;
  }

  /** Adds the time of one camera to a sum over many. */
  addTo(sum: TimeSum, cameraId: string, window: Spell, spells: readonly Spell[]): void {
    sum.addAround(spells, this.books.get(cameraId) ?? EMPTY, window);
  }

  addToBand(sum: BandSum, cameraId: string, spells: readonly Spell[]): void {
    sum.add(this.books.get(cameraId) ?? EMPTY, spells);
  }

  /** First what is older than any window goes, all but the one that still holds when the window begins. */
  private makeRoom(book: Book, now: Instant): void {
    const horizon = now - this.keepMs;
    let stale = 0;
    while (stale + 1 < book.length && book.instants[stale + 1]! <= horizon) stale += 1;
    const kept = book.length - stale;
    const room = Math.max(4, kept * 2);
    const [instants, states] = [new Float64Array(room), new Uint8Array(room)];
    instants.set(book.instants.subarray(stale, book.length));
    states.set(book.states.subarray(stale, book.length));
    Object.assign(book, { instants, states, length: kept });
  }
}

function newBook(): Book {
  return { instants: new Float64Array(4), states: new Uint8Array(4), length: 0 };
}
