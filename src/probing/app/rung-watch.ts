import { Injectable } from '@nestjs/common';
import type { RungEvidence } from '../domain/evidence.js';

export type TellRung = (rung: RungEvidence) => void;

/** Tells of the rungs of a climb while it goes on. A camera is climbed by one at a time, so its id says which climb. */
@Injectable()
export class RungWatch {
  private readonly watched = new Map<string, TellRung>();

  /** Whoever holds the camera's turn; answers with how to stop. */
  watch(cameraId: string, tell: TellRung): () => void {
    this.watched.set(cameraId, tell);
    return () => void this.watched.delete(cameraId);
  }

  isWatched(cameraId: string): boolean {
    return this.watched.has(cameraId);
  }

  tell(cameraId: string, rung: RungEvidence): void {
    this.watched.get(cameraId)?.(rung);
  }
}
