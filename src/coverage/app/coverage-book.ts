import { Injectable } from '@nestjs/common';
import type { CoverageSummary } from './map-talk.js';

type Listener = (summary: CoverageSummary) => void;

/** The last summary of the map, kept beside it: whoever counts waits for nobody. */
@Injectable()
export class CoverageBook {
  private summary: CoverageSummary | null = null;
  private readonly listeners: Listener[] = [];

  set(summary: CoverageSummary): void {
    this.summary = summary;
    for (const listener of this.listeners) listener(summary);
  }

  onSummary(listener: Listener): void {
    this.listeners.push(listener);
  }

  get latest(): CoverageSummary | null {
    return this.summary;
  }
}
