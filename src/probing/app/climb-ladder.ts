import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type ProbeTarget, Registry } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { credentialKey, loginAccepted, loginRefused, mayLogin } from '../domain/login-budget.js';
import { lumaStatistics } from '../domain/picture-facts.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import { type Login, OnvifPort, type OnvifVisit, PicturePort, StreamPort } from './ports.js';
import { RungNotes } from './rungs.js';
import type { Climb, ClimbState } from './climb.js';
import { sampleFrame } from './sample-frame.js';

/** Missed heartbeats after which the stream is tried all the same: the ONVIF daemon alone may be frozen. */
const TRY_STREAM_EVERY = 3;

/** The order of steps: reach and clock, login and stream address, stream, frame, picture. */
@Injectable()
export class ClimbLadder {
  constructor(
    @Inject(OnvifPort) private readonly onvif: OnvifPort,
    @Inject(StreamPort) private readonly streams: StreamPort,
    @Inject(PicturePort) private readonly pictures: PicturePort,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  async climb(
    target: ProbeTarget,
    kind: ProbeKind,
    memory: ProbeMemory,
    signal: AbortSignal,
  ): Promise<Climb> {
    const state: ClimbState = {
      target,
      kind,
      at: this.clock.now(),
      signal,
      notes: new RungNotes(),
      memory,
      login: null,
      clockOffsetMs: null,
      facts: null,
      stream: null,
      profiles: null,
      picture: null,
      frame: null,
    };
    const wantsFrame = await this.lowerRungs(state);
    if (wantsFrame) await this.upperRungs(state);
    return {
      evidence: {
        cameraId: target.cameraId,
        kind,
        at: state.at,
        rungs: state.notes.all(),
        clockOffsetMs: state.clockOffsetMs,
        picture: state.picture,
      },
      memory: state.memory,
      facts: state.facts,
      stream: state.stream,
      profiles: state.profiles,
      frame: state.frame,
    };
  }

  /** Reach, clock and, where it is needed, login. Answers whether the stream is to be tried. */
  private async lowerRungs(state: ClimbState): Promise<boolean> {
    const { target, kind, signal, notes } = state;
    if (kind !== 'heartbeat') state.login = await this.allowedLogin(state);
    if (target.onvif === null) return this.knock(state);
    const visit = this.onvif.visit(target, state.login, state.memory.scheme, signal);
    try {
      await this.readClock(state, visit);
      const isSilent = notes.isBroken('reach') || notes.isBroken('onvif');
      if (kind === 'heartbeat') return isSilent && this.isWorthAStream(state);
      if (!isSilent) await this.askDevice(state, visit);
      return true;
    } finally {
      await visit.close();
    }
  }

  private async readClock(state: ClimbState, visit: OnvifVisit): Promise<void> {
    const clock = await visit.readClock();
    const { connectMs } = visit;
    if (connectMs === null && !clock.ok) {
      state.notes.break('reach', clock.tookMs, clock.fault);
      return;
    }
    state.notes.pass('reach', connectMs ?? 0);
    const answerMs = Math.max(0, clock.tookMs - (connectMs ?? 0));
    if (!clock.ok && isAboutLogin(clock.fault)) {
      // Some devices want a login even for the clock. One that says so lives: a heartbeat sends no login to prove it.
      return state.notes.pass('onvif', answerMs, { clock: 'needs a login' });
    }
    if (!clock.ok) return state.notes.break('onvif', answerMs, clock.fault);
    state.clockOffsetMs = clock.value.offsetMs;
    state.notes.pass('onvif', answerMs, { clockOffsetMs: Math.round(clock.value.offsetMs) });
  }

  /** A camera without ONVIF beats by any RTSP answer; both lower rungs stand for it. */
  private async knock(state: ClimbState): Promise<boolean> {
    const { host, rtsp } = state.target;
    const address = { ...rtsp!, isSecret: false };
    if (state.kind !== 'heartbeat') return true;
    const answer = await this.streams.knock({ host, address, login: null }, state.signal);
    state.notes.note('reach', answer);
    return false;
  }

  private isWorthAStream({ memory, target }: ClimbState): boolean {
    const isKnown = target.rtsp !== null || memory.stream !== null;
    return isKnown && (memory.missed + 1) % TRY_STREAM_EVERY === 1;
  }

  /** Facts on a full climb; the stream's address when nobody knows it yet. */
  private async askDevice(state: ClimbState, visit: OnvifVisit): Promise<void> {
    const { kind, target, notes } = state;
    const isAddressKnown = target.rtsp !== null || state.memory.stream !== null;
    if (kind !== 'full' && isAddressKnown) return;
    if (kind === 'full') {
      const facts = await visit.readFacts();
      notes.note('login', facts, ({ vendor, model, firmware, serial }) => ({
        vendor,
        model,
        firmware,
        serial,
      }));
      if (facts.ok) state.facts = facts.value;
    }
    if (!notes.isBroken('login')) {
      const choice = await visit.chooseStream();
      state.profiles = visit.profiles;
      if (choice.ok) state.stream = choice.value;
      else this.noteMissingStream(state, choice.fault, choice.tookMs);
      if (kind !== 'full' && choice.ok) notes.pass('login', choice.tookMs, { scheme: visit.scheme });
    }
    if (kind === 'full' && state.facts !== null && !visit.loginRejected) {
      const mac = await visit.readMac();
      if (mac.ok) state.facts = { ...state.facts, mac: mac.value };
    }
    this.remember(state, visit);
  }

  /** Where the register names the stream, ONVIF's silence about it is no fault. */
  private noteMissingStream({ target, memory, notes }: ClimbState, fault: Fault, tookMs: number): void {
    if (target.rtsp !== null || memory.stream !== null) return;
    notes.break(isAboutLogin(fault) ? 'login' : 'stream', tookMs, fault);
  }

  private remember(state: ClimbState, visit: OnvifVisit): void {
    const { address } = state.stream ?? {};
    state.memory = {
      ...state.memory,
      scheme: visit.scheme,
      ...(address === undefined ? {} : { stream: address }),
    };
    this.spendLogin(state, visit);
  }

  private async upperRungs(state: ClimbState): Promise<void> {
    const { target, memory, notes } = state;
    if (state.kind === 'heartbeat') state.login = await this.allowedLogin(state);
    const address = target.rtsp === null ? memory.stream : { ...target.rtsp, isSecret: false };
    if (address === null || notes.isBroken('stream') || (notes.isBroken('login') && target.rtsp === null)) {
      return this.explainWithheld(state);
    }
    const knownWidth = memory.lastPicture?.widthPx ?? 0;
    const jpegMaxWidthPx = knownWidth > this.config.frames.maxWidthPx ? this.config.frames.maxWidthPx : null;
    const sampled = await sampleFrame(
      { streams: this.streams, pictures: this.pictures },
      { state, address, jpegMaxWidthPx },
    );
    this.spendLogin(state, sampled);
    this.explainWithheld(state);
    if (sampled.frame === null) return;
    const { decoded } = sampled.frame;
    state.frame = sampled.frame;
    state.picture = { ...lumaStatistics(decoded.luma), fingerprint: decoded.fingerprint };
    const { meanLuma, lumaDeviation } = state.picture;
    notes.pass('picture', 0, { meanLuma: Math.round(meanLuma), lumaDeviation: Math.round(lumaDeviation) });
  }

  /** Null also where a login was refused before: then nothing that carries it goes out. */
  private async allowedLogin({ target, memory, at }: ClimbState): Promise<Login> {
    const { credentialId, credentialVersion } = target;
    if (credentialId === null || credentialVersion === null) return null;
    const key = credentialKey(credentialId, credentialVersion);
    return mayLogin(memory.budget, key, at) ? this.registry.loginOf(credentialId) : null;
  }

  private spendLogin(state: ClimbState, used: { loginRejected: boolean; loginAccepted: boolean }): void {
    const { credentialId, credentialVersion } = state.target;
    if (state.login === null || credentialId === null || credentialVersion === null) return;
    const key = credentialKey(credentialId, credentialVersion);
    let { budget } = state.memory;
    if (used.loginAccepted) budget = loginAccepted(budget, key, state.at);
    if (used.loginRejected) {
      const isLocked = state.notes.all().some(({ fault }) => fault?.code === 'login-locked');
      budget = loginRefused(budget, key, isLocked ? 'login-locked' : 'login-rejected', state.at);
      state.login = null;
    }
    state.memory = { ...state.memory, budget };
  }

  /** "No credential" of a camera that has one means that ours was refused before and is withheld. */
  private explainWithheld({ target, memory, notes, login }: ClimbState): void {
    if (target.credentialId === null || login !== null) return;
    for (const { rung, fault, tookMs } of notes.all()) {
      if (fault?.code !== 'no-credential' && fault?.code !== 'login-withheld') continue;
      const { refusedAs, refusedAt } = memory.budget;
      const since = refusedAt === null ? 'earlier' : `at ${new Date(refusedAt).toISOString()}`;
      const detail = `The login was refused ${since}; nothing is tried until the credential changes.`;
      notes.break(rung, tookMs ?? 0, { code: refusedAs ?? 'login-rejected', detail });
    }
  }
}

function isAboutLogin({ code }: Fault): boolean {
  return code.startsWith('login-') || code === 'no-credential';
}
