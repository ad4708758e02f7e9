import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { ProbeTarget } from '../../registry/index.js';
import { memoryAt, type StreamAddress } from '../domain/probe-memory.js';
import { askDevice, isAboutLogin } from './ask-device.js';
import { type Climb, type ClimbState, streamAddressOf } from './climb.js';
import { Climber, type Errand } from './climber.js';
import { LoginDesk } from './login-desk.js';
import { glanceAtPicture, lookAtPicture, PictureSettingsSource, sawOf } from './look-at-picture.js';
import { OnvifPort, type OnvifVisit, PicturePort, StreamPort } from './ports.js';
import { RungNotes } from './rungs.js';
import { RungWatch } from './rung-watch.js';
import { sampleFrame } from './sample-frame.js';

/** Missed heartbeats after which the stream is tried all the same: the ONVIF daemon alone may be frozen. */
const TRY_STREAM_EVERY = 3;

/** The order of steps: reach and clock, login and stream address, stream, frame, picture. */
@Injectable()
export class ClimbLadder extends Climber {
  constructor(
    @Inject(OnvifPort) private readonly onvif: OnvifPort,
    @Inject(StreamPort) private readonly streams: StreamPort,
    @Inject(PicturePort) private readonly pictures: PicturePort,
    @Inject(LoginDesk) private readonly desk: LoginDesk,
    @Inject(PictureSettingsSource) private readonly checks: PictureSettingsSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(RungWatch) private readonly rungs: RungWatch,
  ) {
    super();
  }

  async climb({ target, kind, memory }: Errand, signal: AbortSignal): Promise<Climb> {
    const state: ClimbState = {
      target,
      kind,
      at: this.clock.now(),
      begunMs: this.clock.monotonicMs(),
      signal,
      notes: new RungNotes((rung) => this.rungs.tell(target.cameraId, rung)),
      memory: memoryAt(memory, addressOf(target)),
      login: null,
      loginKey: null,
      clockOffsetMs: null,
      facts: null,
      stream: null,
      profiles: null,
      picture: null,
      frame: null,
    };
    const wantsFrame = await this.lowerRungs(state);
    if (wantsFrame) await this.upperRungs(state);
    return toClimb(state);
  }

  /** Reach, clock and, where it is needed, login. Answers whether the stream is to be tried. */
  private async lowerRungs(state: ClimbState): Promise<boolean> {
    const { target, kind, signal, notes } = state;
    if (kind !== 'heartbeat') await this.desk.lend(state, 'onvif');
    if (target.onvif === null) return this.knock(state);
    const visit = this.onvif.visit(target, state.login, state.memory.scheme, signal);
    try {
      await readClock(state, visit);
      const isSilent = notes.isBroken('reach') || notes.isBroken('onvif');
      if (kind === 'heartbeat') return isSilent && isWorthAStream(state);
      if (!isSilent && !notes.isBroken('login')) await askDevice(state, visit);
      await this.desk.book(state, 'onvif', visit);
      return true;
    } finally {
      await visit.close();
    }
  }

  /** A camera without ONVIF beats by any RTSP answer; its frames say themselves whether it is reached. */
  private async knock(state: ClimbState): Promise<boolean> {
    if (state.kind !== 'heartbeat') return true;
    const address = streamAddressOf(state)!;
    const { cameraId, host } = state.target;
    const answer = await this.streams.knock({ cameraId, host, address, login: null }, state.signal);
    state.notes.note('reach', answer);
    return false;
  }

  private async upperRungs(state: ClimbState): Promise<void> {
    const address = streamAddressOf(state);
    try {
      await this.desk.lend(state, 'rtsp');
    } catch (cause) {
      return this.withoutLogin(state, address, cause);
    }
    if (address !== null) await this.sample(state, address);
    this.desk.explainWithheld(state);
  }

  /**
   * The database does not tell the login. What is silent on every port is silent all the same; of a camera that answers
   * nothing can be said without a picture.
   */
  private async withoutLogin(
    state: ClimbState,
    address: StreamAddress | null,
    cause: unknown,
  ): Promise<void> {
    if (state.kind !== 'heartbeat' || address === null) throw cause;
    const { cameraId, host } = state.target;
    const answer = await this.streams.knock({ cameraId, host, address, login: null }, state.signal);
    if (answer.ok) throw cause;
  }

  private async sample(state: ClimbState, address: StreamAddress): Promise<void> {
    const { maxWidthPx } = this.config.frames;
    const isWide = (state.memory.lastPicture?.widthPx ?? 0) > maxWidthPx;
    const sampled = await sampleFrame(
      { streams: this.streams, pictures: this.pictures },
      { state, address, jpegMaxWidthPx: isWide ? maxWidthPx : null },
    );
    await this.desk.book(state, 'rtsp', sampled);
    if (sampled.frame === null) return;
    const { decoded } = sampled.frame;
    state.frame = sampled.frame;
    const settings = this.checks.settingsOf(state.target.cameraId);
    const look = state.kind === 'heartbeat' ? glanceAtPicture : lookAtPicture;
    const looked = look(state, decoded, settings);
    state.picture = looked.picture;
    state.memory = looked.memory;
    state.notes.pass('picture', 0, sawOf(looked));
  }
}

async function readClock(state: ClimbState, visit: OnvifVisit): Promise<void> {
  const clock = await visit.readClock();
  const { connectMs } = visit;
  if (connectMs === null && !clock.ok) return state.notes.break('reach', clock.tookMs, clock.fault);
  state.notes.pass('reach', connectMs ?? 0);
  const answerMs = Math.max(0, clock.tookMs - (connectMs ?? 0));
  if (!clock.ok && isAboutLogin(clock.fault)) {
    // Some devices want a login even for the clock. One that says so lives: a heartbeat sends no login to prove it.
    state.notes.pass('onvif', answerMs, { clock: 'needs a login' });
    if (state.login !== null) state.notes.break('login', answerMs, clock.fault);
    return;
  }
  if (!clock.ok) return state.notes.break('onvif', answerMs, clock.fault);
  state.clockOffsetMs = clock.value.offsetMs;
  state.notes.pass('onvif', answerMs, { clockOffsetMs: Math.round(clock.value.offsetMs) });
}

function isWorthAStream(state: ClimbState): boolean {
  return streamAddressOf(state) !== null && state.memory.missed % TRY_STREAM_EVERY === 0;
}

/** What a memory of the device holds on to. */
export function addressOf({ host, onvif }: ProbeTarget): string {
  return onvif === null ? host : `${host} ${onvif.port} ${onvif.path}`;
}

function toClimb(state: ClimbState): Climb {
  const { target, kind, at, notes, clockOffsetMs, picture } = state;
  const { begunMs, memory, facts, stream, profiles, frame } = state;
  const { cameraId } = target;
  const evidence = { cameraId, kind, at, rungs: notes.all(), clockOffsetMs, picture };
  return { begunMs, evidence, memory, facts, stream, profiles, frame };
}
