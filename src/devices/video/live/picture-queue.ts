import type { LivePicture } from '../../rtsp/live/live-picture.js';

/** More than four seconds of a camera that is read too slowly are no live view. */
const MAX_PICTURES = 100;
const MAX_BYTES = 16 * 1024 * 1024;

/** Pictures that wait. Beyond the bound all that wait are dropped, and what comes up to the next key picture. */
export class PictureQueue {
  private waiting: LivePicture[] = [];
  private bytes = 0;
  private skipsToKey = false;

  push(picture: LivePicture): void {
    if (this.skipsToKey && !picture.isKey) return;
    this.skipsToKey = false;
    const bytes = this.bytes + picture.bytes.length;
    if (this.waiting.length >= MAX_PICTURES || bytes > MAX_BYTES) {
      this.clear();
      if (!picture.isKey) return this.skipToKey();
    }
    this.waiting.push(picture);
    this.bytes += picture.bytes.length;
  }

  take(): LivePicture | null {
    const next = this.waiting.shift() ?? null;
    this.bytes -= next?.bytes.length ?? 0;
    return next;
  }

  /** What waits is of no use before the next key picture. */
  skipToKey(): void {
    const key = this.waiting.findIndex(({ isKey }) => isKey);
    this.waiting = key < 0 ? [] : this.waiting.slice(key);
    this.bytes = this.waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.skipsToKey = key < 0;
  }

  clear(): void {
    this.waiting = [];
    this.bytes = 0;
  }
}
