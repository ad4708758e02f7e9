import {
  type LiveMode,
  LivePort,
  type LivePicture,
  type Rendition,
  type RenditionSink,
  type WatchEnd,
  type WatchSink,
} from '../app/live/live-port.js';
import type { StreamTarget } from '../app/ports.js';
import type { Fault } from '../../kernel/fault.js';
import type { LiveEnding, Viewer } from '../app/live/viewer.js';

export const FACTS = { codec: 'h264', transport: 'tcp', serverHeader: null } as const;

export function picture(time: number, isKey = true): LivePicture {
  return { codec: 'h264', bytes: Buffer.from(`p${time}`), parameters: Buffer.from('sps'), isKey, time };
}

/** One session that a test plays. */
export class FakeSession {
  isOver = false;
  private end!: (end: WatchEnd) => void;
  readonly ended = new Promise<WatchEnd>((resolve) => (this.end = resolve));

  constructor(
    readonly target: StreamTarget,
    readonly sink: WatchSink,
    signal: AbortSignal,
    /** A camera takes its time over TEARDOWN. */
    private readonly hangsUpAtOnce: boolean,
  ) {
    signal.addEventListener('abort', () => this.hangsUpAtOnce && this.hangUp(null));
  }

  hangUp(fault: Fault | null): void {
    this.isOver = true;
    this.end({ fault, loginRejected: fault?.code === 'login-rejected', loginAccepted: false });
  }
}

/** Sessions and renditions without a wire: each picture becomes one fragment at once. */
export class FakeLive extends LivePort {
  readonly sessions: FakeSession[] = [];
  readonly modes: LiveMode[] = [];
  hangsUpAtOnce = true;

  async watch(target: StreamTarget, sink: WatchSink, signal: AbortSignal): Promise<WatchEnd> {
    const session = new FakeSession(target, sink, signal, this.hangsUpAtOnce);
    this.sessions.push(session);
    return session.ended;
  }

  render(mode: LiveMode, sink: RenditionSink): Rendition {
    this.modes.push(mode);
    let hasBegun = false;
    return {
      push: ({ bytes, isKey }) => {
        if (!hasBegun) sink.init({ codec: 'avc1', widthPx: 640, heightPx: 360, bytes: Buffer.from('init') });
        hasBegun = true;
        sink.fragment(bytes, isKey);
      },
      close: async () => {},
    };
  }
}

/** What one viewer was shown, in order. */
export class FakeViewer implements Viewer {
  readonly seen: string[] = [];

  constructor(readonly takesH265 = false) {}

  begin(): void {
    this.seen.push('init');
  }

  fragment(bytes: Buffer): void {
    this.seen.push(bytes.toString());
  }

  end(why: LiveEnding, sentence: string): void {
    this.seen.push(`${why}: ${sentence}`);
  }
}
