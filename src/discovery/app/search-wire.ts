import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Allowance } from '../domain/allowance.js';
import type { SearchProgress, SearchRequest } from '../domain/search.js';
import { AskingPort, DevicePort } from './ports.js';
import { SearchRun } from './search-run.js';
import { SightingBook } from './sighting-book.js';

/** Puts a search on the wire together. */
@Injectable()
export class SearchWire {
  constructor(
    @Inject(AskingPort) private readonly asking: AskingPort,
    @Inject(DevicePort) private readonly devices: DevicePort,
    @Inject(Config) private readonly config: Config,
  ) {}

  open(
    request: SearchRequest,
    allowance: Allowance,
    watch: { readonly onProgress: (progress: SearchProgress) => void; readonly signal: AbortSignal },
  ): SearchRun {
    const { asking, devices } = this;
    const { maxConnections } = this.config.discovery;
    const book = new SightingBook(allowance);
    const parts = { asking, devices, book, maxConnections, onProgress: watch.onProgress };
    return new SearchRun(request, parts, watch.signal);
  }
}
