import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { type ProbeTarget, Registry } from '../../registry/index.js';
import { NotClimbed } from './climber.js';
import { Lane } from './lane.js';
import { type Probed, Prober } from './prober.js';
import { RungWatch, type TellRung } from './rung-watch.js';
import { Turns } from './turns.js';
import { UntoldLooks } from './untold-looks.js';

/** Probes that people ask for have places of their own: they do not wait behind thousands of hung cameras. */
const PLACES = 32;

/** A probe of the same camera may take as long as its longest group of pictures. */
const LONGEST_WAIT_MS = 30_000;

interface Asked {
  readonly probed: Promise<Probed>;
  /** Who wants to hear of each rung. */
  readonly tell: Set<TellRung>;
}

/** The whole ladder on demand. */
@Injectable()
export class ProbeNow {
  private readonly lane = new Lane(() => PLACES);
  /** Those that were asked for and have not begun: whoever asks meanwhile gets the same. */
  private readonly asked = new Map<string, Asked>();

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Prober) private readonly prober: Prober,
    @Inject(Turns) private readonly turns: Turns,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RungWatch) private readonly rungs: RungWatch,
    @Inject(UntoldLooks) private readonly untold: UntoldLooks,
  ) {}

  /** Waits for a probe of the same camera that is under way, for half a minute at the most. */
  async probe(cameraId: string, tell?: TellRung): Promise<Probed> {
    const target = await this.expectTarget(cameraId);
    const asked = this.asked.get(cameraId) ?? this.newly(target);
    if (tell !== undefined) asked.tell.add(tell);
    return asked.probed;
  }

  /** Refuses, as a {@link DomainError}, a camera that is not probed. */
  async expectTarget(cameraId: string): Promise<ProbeTarget> {
    const target = await this.registry.probeTarget(cameraId);
    if (target === null) throw await this.notProbed(cameraId);
    return target;
  }

  private newly(target: ProbeTarget): Asked {
    const { cameraId } = target;
    const deadlineMs = this.clock.monotonicMs() + LONGEST_WAIT_MS;
    const tell = new Set<TellRung>();
    let begin!: () => void;
    const probed = new Promise<Probed>((resolve, reject) => {
      begin = () =>
        this.lane.enter(cameraId, () => this.climb(target, deadlineMs, tell).then(resolve, reject));
    });
    const asked = { probed, tell };
    // Before it begins: one that begins at once takes its note off at once.
    this.asked.set(cameraId, asked);
    begin();
    return asked;
  }

  private async climb(target: ProbeTarget, deadlineMs: number, tell: ReadonlySet<TellRung>): Promise<Probed> {
    const { cameraId } = target;
    try {
      while (this.turns.isTaken(cameraId) && !this.isLate(deadlineMs))
        await this.endedBy(cameraId, deadlineMs);
      this.turns.signal.throwIfAborted();
      if (this.isLate(deadlineMs)) throw stillBusy();
      if (this.untold.keepsLoginBack(target)) throw loginKeptBack();
    } finally {
      this.asked.delete(cameraId);
    }
    return this.turns.take(cameraId, () => {
      const stop = this.rungs.watch(cameraId, (rung) => tell.forEach((one) => one(rung)));
      const look = this.prober.probe(target, 'full', null, this.turns.signal);
      return this.untold.noted(target, 'full', look).catch(sayNobodyLooked).finally(stop);
    });
  }

  private isLate(deadlineMs: number): boolean {
    return this.clock.monotonicMs() >= deadlineMs;
  }

  private endedBy(cameraId: string, deadlineMs: number): Promise<void> {
    return new Promise((resolve) => {
      const leftMs = Math.max(0, deadlineMs - this.clock.monotonicMs());
      const cancel = this.clock.after(leftMs, resolve);
      void this.turns.ended(cameraId).then(resolve).finally(cancel);
    });
  }

  private async notProbed(cameraId: string): Promise<DomainError> {
    if ((await this.registry.camera(cameraId)) === null) return noSuchCamera(cameraId);
    const message = 'Only a camera in service is probed; change its lifecycle first.';
    return new DomainError('conflict', 'not-in-service', message);
  }
}

export function noSuchCamera(cameraId: string): DomainError {
  return new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${cameraId}.`);
}

function sayNobodyLooked(cause: unknown): never {
  if (!(cause instanceof NotClimbed)) throw cause;
  const message = `${cause.message} See whether a prober of its zone runs and reaches the queue, then ask again.`;
  throw new DomainError('unavailable', 'nobody-looked', message, [], { cause });
}

function loginKeptBack(): DomainError {
  const message =
    'The prober that may have sent the login of this camera was lost, so nobody knows whether the camera refused it. ' +
    'It is tried again within ten minutes, or at once if you enter the password anew.';
  return new DomainError('conflict', 'login-kept-back', message);
}

function stillBusy(): DomainError {
  const message = 'This camera is being probed already; ask again in a moment, or read its evidence.';
  return new DomainError('conflict', 'probe-under-way', message);
}
