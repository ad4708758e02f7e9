import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ProbeTarget } from '../../../registry/index.js';
import { memoryAt } from '../../domain/probe-memory.js';
import { streamAddressOf } from '../climb.js';
import { addressOf } from '../climb-ladder.js';
import { LoginDesk, type LoginState } from '../login-desk.js';
import { MemoryBook } from '../memory-book.js';
import { RungNotes } from '../rungs.js';
import { Turns } from '../turns.js';
import { LivePort, type WatchEnd } from './live-port.js';
import type { LiveShow } from './live-show.js';

const NOTHING_SENT = { fault: null, loginRejected: false, loginAccepted: false };

/**
 * Opens the session of a live view. It takes the camera's turn until the stream plays, so that no probe has a session
 * meanwhile; those that come later find the session and share it.
 */
@Injectable()
export class OpenLive {
  constructor(
    @Inject(LivePort) private readonly port: LivePort,
    @Inject(LoginDesk) private readonly desk: LoginDesk,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(Turns) private readonly turns: Turns,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Resolves when the camera has its session back. */
  async open(target: ProbeTarget, show: LiveShow, signal: AbortSignal): Promise<WatchEnd> {
    const { cameraId } = target;
    while (this.turns.isTaken(cameraId)) await this.turns.ended(cameraId);
    if (signal.aborted || this.turns.signal.aborted) return NOTHING_SENT;
    return new Promise((resolve, reject) => {
      void this.turns.take(cameraId, async () => {
        show.hasSession = true;
        await new Promise<void>((plays) => {
          this.watch(target, show, { plays, signal }).then(resolve, reject).finally(plays);
        });
      });
    });
  }

  private async watch(
    target: ProbeTarget,
    show: LiveShow,
    { plays, signal }: { readonly plays: () => void; readonly signal: AbortSignal },
  ): Promise<WatchEnd> {
    const state = await this.withLogin(target);
    const address = streamAddressOf(state);
    // Changed since it was asked for: the event that says so is on its way.
    if (address === null) return NOTHING_SENT;
    const { cameraId, host } = target;
    const sink = {
      opened: (facts: Parameters<LiveShow['opened']>[0], loginAccepted: boolean): void => {
        void this.book(state, { loginRejected: false, loginAccepted });
        show.opened(facts);
        plays();
      },
      picture: (picture: Parameters<LiveShow['picture']>[0]): void => show.picture(picture),
    };
    const end = await this.port.watch({ cameraId, host, address, login: state.login }, sink, signal);
    if (end.fault === null) return end;
    state.notes.break('stream', 0, end.fault);
    if (end.loginRejected) await this.book(state, end);
    this.desk.explainWithheld(state);
    const told = state.notes.all().find(({ rung }) => rung === 'stream')?.fault;
    return { ...end, fault: told ?? end.fault };
  }

  private async withLogin(target: ProbeTarget): Promise<LoginState> {
    const state: LoginState = {
      target,
      at: this.clock.now(),
      notes: new RungNotes(),
      memory: memoryAt(this.memories.of(target.cameraId), addressOf(target)),
      login: null,
      loginKey: null,
    };
    await this.desk.lend(state, 'rtsp');
    return state;
  }

  /** Only while the turn is held: else a probe under way writes an older memory over it. */
  private async book(
    state: LoginState,
    used: Pick<WatchEnd, 'loginRejected' | 'loginAccepted'>,
  ): Promise<void> {
    await this.desk.book(state, 'rtsp', used);
    await this.memories.keep(state.target.cameraId, state.memory);
  }
}
