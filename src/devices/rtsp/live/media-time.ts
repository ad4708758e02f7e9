import { TICKS_PER_SECOND } from './live-picture.js';

/** A jump further than this is a camera that set its clock, not a pause. */
const LONGEST_PAUSE = 20 * TICKS_PER_SECOND;
/** What a picture counts whose time stamp says nothing: a twenty-fifth of a second. */
const USUAL_STEP = TICKS_PER_SECOND / 25;

/**
 * Makes one line of time of 32-bit RTP time stamps, which wrap, jump and stand still as the camera likes. A player takes
 * no time that runs backwards, and waits for ever for one that lies far ahead.
 */
export class MediaTime {
  private last: { readonly timestamp: number; readonly time: number } | null = null;

  next(timestamp: number): number {
    const time = this.last === null ? 0 : this.last.time + stepOf(this.last.timestamp, timestamp);
    this.last = { timestamp, time };
    return time;
  }
}

function stepOf(before: number, timestamp: number): number {
  const step = (timestamp - before) | 0;
  return step > 0 && step <= LONGEST_PAUSE ? step : USUAL_STEP;
}
