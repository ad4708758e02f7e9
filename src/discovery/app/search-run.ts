import { type Greeted, placeOf } from '../domain/candidate.js';
import type { ServiceAddress } from '../domain/choose-address.js';
import type { Sighting } from '../domain/sighting.js';
import { unbelievable } from '../domain/unbelievable.js';
import { NO_PROGRESS, type SearchProgress, type SearchRequest } from '../domain/search.js';
import { inParallel } from './in-parallel.js';
import { Pacer } from './pacer.js';
import type { AskingPort, AskingTally, DevicePort } from './ports.js';
import { addressesIn } from './range.js';
import { sweepSize } from './search-plan.js';
import type { SightingBook } from './sighting-book.js';

/** As every ONVIF device has it; what a device names itself is used where it was asked. */
const DEVICE_SERVICE_PATH = '/onvif/device_service';

export interface Found {
  readonly sighting: Sighting;
  readonly greeted: Greeted;
}

export interface RunParts {
  readonly asking: AskingPort;
  readonly devices: DevicePort;
  readonly book: SightingBook;
  readonly maxConnections: number;
  readonly onProgress: (progress: SearchProgress) => void;
}

/** One search on the wire, from the first datagram to the last greeting; logs in nowhere and writes nothing. */
export class SearchRun {
  private progress: SearchProgress = NO_PROGRESS;
  private readonly pacer: Pacer;
  private readonly greetings = new Map<string, Greeted>();

  constructor(
    private readonly request: SearchRequest,
    private readonly parts: RunParts,
    private readonly signal: AbortSignal,
  ) {
    this.pacer = new Pacer(request.perSecond);
  }

  /** Rejects only with the signal's reason; {@link found} has what there is by then. */
  async lookAround(): Promise<void> {
    const { interfaces, hosts, ranges } = this.request;
    if (interfaces.length + hosts.length > 0) await this.ask(interfaces, hosts);
    if (ranges.length > 0) await this.sweep();
    await this.greetAll();
    this.tell({ found: this.parts.book.size });
  }

  /** What answered at its address, or may have, as far as the search came. */
  found(): readonly Found[] {
    return this.parts.book.all().flatMap((sighting) => {
      const greeted = this.greetings.get(placeOf(sighting.address)) ?? null;
      return greeted === null ? [] : [{ sighting, greeted }];
    });
  }

  private async ask(interfaces: readonly string[], hosts: readonly string[]): Promise<void> {
    const { asking, book } = this.parts;
    const { withIpv6, perSecond } = this.request;
    const asked = new Set(hosts);
    const tally = await asking.ask(
      { interfaces, withIpv6, hosts, perSecond },
      (answer) => {
        book.noteAnswer(answer, asked.has(answer.from) ? 'unicast' : 'multicast');
        this.tell({ found: book.size });
      },
      this.signal,
    );
    this.note(tally);
  }

  /** Empty addresses cost a connection each; what speaks ONVIF is then asked who it is. */
  private async sweep(): Promise<void> {
    const { book, maxConnections } = this.parts;
    const total = sweepSize(this.request);
    this.tell({ phase: 'sweeping', swept: { done: 0, total } });
    const swept: string[] = [];
    await inParallel(this.addresses(), maxConnections, async (address) => {
      const isKnown = book.hasAt(address);
      if (!isKnown && (await this.greet(address)).ok) {
        book.noteInRange(address);
        swept.push(address.host);
      }
      const { done } = this.progress.swept;
      this.tell({ swept: { done: done + 1, total }, found: book.size });
    });
    if (swept.length > 0) await this.ask([], [...new Set(swept)]);
  }

  private *addresses(): Generator<ServiceAddress> {
    for (const range of this.request.ranges)
      for (const host of addressesIn(range))
        for (const port of this.request.ports)
          yield { host, port, path: DEVICE_SERVICE_PATH, tls: port === 443 };
  }

  private async greetAll(): Promise<void> {
    const { book, maxConnections } = this.parts;
    const ungreeted = book.all().filter(({ address }) => !this.greetings.has(placeOf(address)));
    const total = ungreeted.length;
    this.tell({ phase: 'greeting', greeted: { done: 0, total } });
    await inParallel(ungreeted, maxConnections, async ({ address }) => {
      await this.greet(address);
      this.tell({ greeted: { done: this.progress.greeted.done + 1, total } });
    });
    this.dropUnconfirmed();
  }

  /** What nobody could confirm was made up, but for broken devices. */
  private dropUnconfirmed(): void {
    const { book } = this.parts;
    const isConfirmed = ({ address }: Sighting): boolean => this.greetings.get(placeOf(address))?.ok === true;
    for (const sighting of unbelievable(book.all(), isConfirmed)) book.refuse(sighting);
  }

  private async greet(address: ServiceAddress): Promise<Greeted> {
    await this.pacer.turn(this.signal);
    const heard = await this.parts.devices.greet(address, this.signal);
    const greeted: Greeted = heard.ok ? { ok: true, ...heard.value } : { ok: false, fault: heard.fault };
    // Of the empty addresses of a range nothing is kept.
    if (greeted.ok || this.parts.book.hasAt(address)) this.greetings.set(placeOf(address), greeted);
    return greeted;
  }

  private note({ unopened, ...counts }: AskingTally): void {
    const { datagrams, warnings } = this.progress;
    const sum = Object.fromEntries(
      Object.entries(datagrams).map(([key, count]) => [key, count + counts[key as keyof typeof counts]]),
    ) as unknown as SearchProgress['datagrams'];
    const fresh = unopened.map((where) => `Nothing was asked on ${where}.`);
    this.tell({ datagrams: sum, warnings: [...warnings, ...fresh] });
  }

  private tell(change: Partial<SearchProgress>): void {
    this.progress = { ...this.progress, ...change, refused: this.parts.book.refused };
    this.parts.onProgress(this.progress);
  }
}
