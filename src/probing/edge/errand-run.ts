import { setMaxListeners } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import type { Climb } from '../app/climb.js';
import { ClimbLadder } from '../app/climb-ladder.js';
import { Lane } from '../app/lane.js';
import { LONGEST_ANSWER_MS, PacedLane } from '../app/paced-lane.js';
import { PicturePort } from '../app/ports.js';
import { RungWatch } from '../app/rung-watch.js';
import { Carried, type TellFound } from './carried.js';
import { toWire } from '../line/climb-wire.js';
import type { Found } from '../line/evidence-batch.js';
import type { WiredErrand } from '../line/probe-job.js';

/** One errand: no more on the wire at once than is allowed, and one climb of a camera at a time. */
@Injectable()
export class ErrandRun {
  private readonly heartbeats: Lane;
  private readonly frames: PacedLane;
  private readonly stopping = new AbortController();

  constructor(
    @Inject(ClimbLadder) private readonly ladder: ClimbLadder,
    @Inject(Carried) private readonly carried: Carried,
    @Inject(PicturePort) private readonly pictures: PicturePort,
    @Inject(RungWatch) private readonly rungs: RungWatch,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    setMaxListeners(Infinity, this.stopping.signal);
    const { heartbeatConcurrency, frameConcurrency } = config.probing;
    this.heartbeats = new Lane(() => heartbeatConcurrency);
    this.frames = new PacedLane({ most: frameConcurrency, longestMs: LONGEST_ANSWER_MS }, clock);
  }

  stop(): void {
    this.stopping.abort(new Error('the prober stops'));
  }

  /** `tell` hears of what cannot wait for the end; `onTurn` when it waits for no place any more. */
  of(errand: WiredErrand, tell: TellFound, onTurn: () => void = () => {}): Promise<Found> {
    const { cameraId } = errand.target;
    const lane = errand.kind === 'heartbeat' ? this.heartbeats : this.frames;
    return new Promise((resolve) => {
      const begin = async (): Promise<void> => {
        onTurn();
        resolve(await this.make(errand, tell));
      };
      if (lane.enter(cameraId, begin)) return;
      onTurn();
      resolve(left(errand, 'It waits for its turn already.'));
    });
  }

  private async make(errand: WiredErrand, tell: TellFound): Promise<Found> {
    const { cameraId } = errand.target;
    if (!this.carried.begin(errand, tell)) return left(errand, 'It is being looked at already.');
    const rungs = errand.isWatched ? this.rungsOf(errand, tell) : null;
    try {
      const climb = await this.small(await this.ladder.climb(errand, this.stopping.signal));
      this.frames.looked(climb.evidence, errand.memory);
      // Whoever waits hears of no rung after the end.
      await Promise.all(rungs?.told ?? []);
      return {
        what: 'climbed',
        errandId: errand.id,
        cameraId,
        climb: toWire(climb, errand.tellChanges ? errand.memory : null),
      };
    } catch (cause) {
      if (!this.stopping.signal.aborted)
        this.log.error({ camera: cameraId, err: cause }, 'a probe broke; this is a bug of ours');
      return left(errand, 'The probe broke.');
    } finally {
      rungs?.unwatch();
      this.carried.end(errand);
    }
  }

  private rungsOf({ id, target: { cameraId } }: WiredErrand, tell: TellFound) {
    const told: Promise<void>[] = [];
    const unwatch = this.rungs.watch(cameraId, (rung) =>
      told.push(tell({ what: 'rung', errandId: id, cameraId, rung })),
    );
    return { told, unwatch };
  }

  /** No picture goes out that is larger than what is kept of it. */
  private async small(climb: Climb): Promise<Climb> {
    const { keepHours, maxWidthPx } = this.config.frames;
    const { frame } = climb;
    if (frame === null || (frame.decoded.widthPx <= maxWidthPx && keepHours > 0)) return climb;
    // That there was one is told all the same.
    if (keepHours === 0)
      return { ...climb, frame: { ...frame, coded: { ...frame.coded, bytes: Buffer.alloc(0) } } };
    if (frame.decoded.jpeg !== null) return climb;
    const made = await this.pictures.decode(frame.coded, maxWidthPx);
    const jpeg = made.ok ? made.value.jpeg : null;
    return jpeg === null ? climb : { ...climb, frame: { ...frame, decoded: { ...frame.decoded, jpeg } } };
  }
}

function left({ id, target }: WiredErrand, why: string): Found {
  return { what: 'left', errandId: id, cameraId: target.cameraId, why };
}
