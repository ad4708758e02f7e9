import type { LiveFacts, LiveMode, LivePicture, LivePort, WatchEnd } from './live-port.js';
import { modeFor, ShownMode } from './shown-mode.js';
import type { LiveEnding, Viewer } from './viewer.js';
import { type Key, KeyWaits } from './key-waits.js';

const CHANGED = 'The entry of this camera has changed; open the live view again.';

/** Opens the session, hands what comes to the show, and resolves when the camera has it back. */
export type OpenSession = (show: LiveShow, signal: AbortSignal) => Promise<WatchEnd>;

/** The one live session of one camera, and everybody who takes pictures from it. */
export class LiveShow {
  /** From the moment a session may be open until the camera has it back. */
  hasSession = false;
  /** Nobody can join any more. */
  isOver = false;
  readonly closed: Promise<void>;
  private facts: LiveFacts | null = null;
  private readonly waiting = new Set<Viewer>();
  private readonly modes = new Map<LiveMode, ShownMode>();
  private readonly keys = new KeyWaits();
  private readonly stopping = new AbortController();
  private readonly leaving: Promise<void>[] = [];

  constructor(
    private readonly port: LivePort,
    open: OpenSession,
  ) {
    this.closed = this.run(open);
  }

  get viewers(): readonly Viewer[] {
    return [...this.waiting, ...[...this.modes.values()].flatMap(({ viewers }) => [...viewers])];
  }

  join(viewer: Viewer): void {
    if (this.facts === null) this.waiting.add(viewer);
    else this.seat(viewer, this.facts);
  }

  /** With the last viewer the session ends. */
  leave(viewer: Viewer): void {
    this.waiting.delete(viewer);
    for (const shown of this.modes.values()) {
      if (!shown.viewers.delete(viewer) || shown.viewers.size > 0) continue;
      this.modes.delete(shown.mode);
      this.leaving.push(shown.close());
    }
    if (this.viewers.length === 0) this.stop();
  }

  /** The next key picture of the running session; null when the session ends before. */
  nextKey(signal: AbortSignal): Promise<Key | null> {
    return this.keys.next(signal);
  }

  opened(facts: LiveFacts): void {
    this.facts = facts;
    for (const viewer of this.waiting) this.seat(viewer, facts);
    this.waiting.clear();
  }

  picture(picture: LivePicture): void {
    if (this.isOver) return;
    if (picture.isKey && this.facts !== null) this.keys.give(this.facts, picture);
    for (const shown of this.modes.values()) shown.push(picture);
  }

  /** Sends everybody home and gives the camera its session back. */
  end(why: LiveEnding, sentence: string): void {
    const { viewers } = this;
    this.stop();
    for (const viewer of viewers) viewer.end(why, sentence);
  }

  private seat(viewer: Viewer, { codec }: LiveFacts): void {
    const mode = modeFor(codec, viewer);
    const shown = this.modes.get(mode) ?? this.show(mode);
    shown.join(viewer);
  }

  private show(mode: LiveMode): ShownMode {
    const shown = new ShownMode(mode);
    this.modes.set(mode, shown);
    shown.start((sink) =>
      this.port.render(mode, { ...sink, broken: (why, whose) => this.broken(shown, why, whose) }),
    );
    return shown;
  }

  private broken(shown: ShownMode, why: string, whose: 'ours' | 'camera'): void {
    const ending = whose === 'ours' ? 'our-fault' : 'camera-failed';
    const sentence =
      whose === 'ours'
        ? 'The live view broke on our side; open it again.'
        : `The camera sends pictures that cannot be shown: ${why}.`;
    for (const viewer of shown.viewers) {
      this.leave(viewer);
      viewer.end(ending, sentence);
    }
  }

  private stop(): void {
    this.isOver = true;
    this.stopping.abort(new Error('nobody looks on any more'));
  }

  private async run(open: OpenSession): Promise<void> {
    // Not before the constructor is done.
    await Promise.resolve();
    try {
      const { fault } = await open(this, this.stopping.signal);
      if (fault !== null) this.end('camera-failed', fault.detail);
      // Nothing was opened, and nobody told it to end: its entry changed before it could begin.
      else if (!this.isOver) this.end('camera-gone', CHANGED);
    } catch (cause) {
      this.end('our-fault', 'The live view broke on our side; the log says why.');
      throw cause;
    } finally {
      this.isOver = true;
      this.hasSession = false;
      this.keys.end();
      await Promise.all([...this.leaving, ...[...this.modes.values()].map((shown) => shown.close())]);
    }
  }
}
